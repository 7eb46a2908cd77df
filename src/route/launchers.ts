/** Programs that start another program: what of their own words to skip to find the tool. Data for route.ts. */

export interface Launcher {
  /** Its leading words. */
  readonly words: readonly string[];
  /** Options that take a value as the next word. */
  readonly takes?: readonly string[];
  /** Words that follow before the tool: `timeout 300`. */
  readonly skip?: number;
  /** `NAME=value` words may stand before the tool. */
  readonly assigns?: boolean;
  /** The tool stands behind `--` or one of these options, whatever stands before: `nix develop .#ci -c pytest`. */
  readonly behind?: readonly string[];
  /** With one of these options the tool cannot be told. */
  readonly stop?: readonly string[];
  /** Lines (regular expressions) that it prints itself before it starts the tool. */
  readonly noise?: readonly string[];
}

const CONDA = ['-n', '--name', '-p', '--prefix', '--cwd'];

/** "Using CPython 3.11.7 interpreter at: /usr/bin/python3", "Installed 20 packages in 354ms", "   Built shop @ file:///home/dev/shop" */
const UV_NOISE: readonly string[] = [
  '^(?:Using (?:CPython|Python) \\S+|Creating virtual environment (?:at|with)|(?:Installed|Resolved|Prepared|Uninstalled|Audited|Checked) \\d+ packages?\\b| *(?:Building|Built|Downloading|Downloaded|Updating|Updated) \\S+)',
];

export const LAUNCHERS: readonly Launcher[] = [
  { words: ['npx'], takes: ['-p', '--package'], stop: ['-c', '--call'] },
  { words: ['npm', 'exec'], takes: ['-p', '--package', '-w', '--workspace'], stop: ['-c', '--call'] },
  { words: ['pnpm', 'exec'] },
  { words: ['pnpm', 'dlx'], takes: ['--package'] },
  { words: ['pnpx'] },
  { words: ['yarn', 'exec'] },
  { words: ['yarn', 'dlx'], takes: ['-p', '--package'] },
  { words: ['bunx'], takes: ['-p', '--package'] },
  { words: ['bun', 'x'] },
  {
    words: ['uv', 'run'],
    takes: ['--with', '--group', '--extra', '-p', '--python', '--project', '--directory', '--env-file', '--with-requirements', '--package'],
    stop: ['-c', '-s', '--script'],
    noise: UV_NOISE,
  },
  { words: ['uv', 'tool', 'run'], takes: ['--from', '--with', '-p', '--python'], noise: UV_NOISE },
  { words: ['uvx'], takes: ['--from', '--with', '-p', '--python'], noise: UV_NOISE },
  { words: ['poetry', 'run'] },
  { words: ['pipenv', 'run'] },
  { words: ['pdm', 'run'], takes: ['-p', '--project', '--venv'], stop: ['-s', '--site-packages', '-l', '--list', '-j', '--json'] },
  { words: ['rye', 'run'] },
  { words: ['hatch', 'run'] },
  { words: ['pipx', 'run'], takes: ['--spec'] },
  { words: ['bundle', 'exec'] },
  { words: ['coverage', 'run'], takes: ['--rcfile', '--source', '--omit', '--include', '--data-file'] },
  {
    words: ['nyc'],
    takes: [
      '-r',
      '--reporter',
      '-x',
      '--exclude',
      '-n',
      '--include',
      '--cwd',
      '--temp-dir',
      '--lines',
      '--branches',
      '--functions',
      '--statements',
    ],
    stop: ['report', 'check-coverage', 'merge', 'instrument'],
  },
  {
    words: ['c8'],
    takes: [
      '-r',
      '--reporter',
      '-x',
      '--exclude',
      '-n',
      '--include',
      '-o',
      '--reports-dir',
      '--src',
      '--lines',
      '--branches',
      '--functions',
      '--statements',
    ],
    stop: ['report', 'check-coverage'],
  },
  { words: ['pixi', 'run'], takes: ['-e', '--environment', '--manifest-path', '--cwd'] },
  { words: ['conda', 'run'], takes: CONDA },
  { words: ['mamba', 'run'], takes: CONDA },
  { words: ['micromamba', 'run'], takes: CONDA },
  { words: ['mise', 'exec'], behind: ['--'], stop: ['-c', '--command'] },
  { words: ['mise', 'x'], behind: ['--'], stop: ['-c', '--command'] },
  { words: ['direnv', 'exec'], skip: 1 },
  { words: ['nix', 'develop'], behind: ['-c', '--command'] },
  { words: ['nix', 'shell'], behind: ['-c', '--command'] },
  { words: ['doppler', 'run'], behind: ['--'], stop: ['--command'] },
  { words: ['dotenv', 'run'] },
  { words: ['dotenv'], takes: ['-e', '-v', '-f', '--file'], stop: ['list', 'get', 'set', 'unset', '-p'] },
  { words: ['xvfb-run'], takes: ['-n', '--server-num', '-s', '--server-args', '-e', '--error-file', '-f', '--auth-file', '-w', '--wait'] },
  { words: ['taskset'], skip: 1, stop: ['-p', '--pid'] },
  { words: ['unbuffer'] },
  { words: ['stdbuf'], takes: ['-i', '--input', '-o', '--output', '-e', '--error'] },
  { words: ['env'], takes: ['-u', '--unset', '-C', '--chdir'], assigns: true },
  { words: ['cross-env'], assigns: true },
  { words: ['time'], takes: ['-f', '-o'] },
  { words: ['timeout'], takes: ['-k', '-s', '--kill-after', '--signal'], skip: 1 },
  { words: ['nice'], takes: ['-n', '--adjustment'] },
  { words: ['nohup'] },
  { words: ['command'], stop: ['-v', '-V'] },
];

/** Programs that are given a command as one word behind `-c`, with the options that may stand before it or in the same word: `bash -lc 'git status'`. */
export const SHELLS: readonly string[] = ['sh', 'bash', 'dash', 'zsh', 'ksh'];

const TERMINAL = ['-it', '-ti', '-t', '--tty', '-itd', '-dit', '-d', '--detach'];
const EXEC = ['-u', '--user', '-w', '--workdir', '-e', '--env', '--env-file', '--detach-keys', '--index'];

/** Programs that run another one inside a container: its filter reads, if it has one and its words are all there. */
export const CONTAINERS: readonly Launcher[] = [
  { words: ['docker', 'exec'], takes: EXEC, skip: 1, stop: TERMINAL },
  { words: ['docker', 'container', 'exec'], takes: EXEC, skip: 1, stop: TERMINAL },
  { words: ['docker', 'compose', 'exec'], takes: EXEC, skip: 1, stop: TERMINAL },
  { words: ['docker-compose', 'exec'], takes: EXEC, skip: 1, stop: TERMINAL },
  { words: ['podman', 'exec'], takes: EXEC, skip: 1, stop: TERMINAL },
  { words: ['nerdctl', 'exec'], takes: EXEC, skip: 1, stop: TERMINAL },
  {
    words: ['kubectl', 'exec'],
    takes: ['-c', '--container', '-n', '--namespace', '-f', '--filename', '--pod-running-timeout'],
    skip: 1,
    stop: TERMINAL,
  },
  { words: ['oc', 'exec'], takes: ['-c', '--container', '-n', '--namespace', '-f', '--filename'], skip: 1, stop: TERMINAL },
];

/** Other spellings of the same program or subcommand. */
export const ALIASES: Readonly<Record<string, string>> = {
  yadm: 'git',
  python3: 'python',
  py: 'python',
  pip3: 'pip',
  egrep: 'grep',
  fgrep: 'grep',
  ripgrep: 'rg',
  mvnw: 'mvn',
  mvnd: 'mvn',
  gradlew: 'gradle',
  gmake: 'make',
  ctest3: 'ctest',
  'cargo b': 'cargo build',
  'cargo c': 'cargo check',
  'cargo t': 'cargo test',
  'cargo r': 'cargo run',
  'cargo d': 'cargo doc',
  'npm i': 'npm install',
  'npm add': 'npm install',
  'npm clean-install': 'npm ci',
  'npm t': 'npm test',
  'npm tst': 'npm test',
  'npm run-script': 'npm run',
  'npm rum': 'npm run',
  'npm list': 'npm ls',
  'npm la': 'npm ls',
  'npm ll': 'npm ls',
  'npm remove': 'npm uninstall',
  'npm rm': 'npm uninstall',
  'npm up': 'npm update',
  'pnpm i': 'pnpm install',
  'pnpm list': 'pnpm ls',
  'pnpm t': 'pnpm test',
  'pnpm rm': 'pnpm remove',
  'pnpm up': 'pnpm update',
};

/** Options that ask for a machine's form, for help, or for a command that does not end: never ours, whatever the tool. */
export const NEVER: readonly string[] = [
  '--json',
  '--porcelain',
  '--null',
  '--print0',
  '--xml',
  '--help',
  '--version',
  '--watch',
  '--watchAll',
  '--interactive',
  '--follow',
  '--message-format=json',
];

/** Values of `--format`, `--reporter`, `--output…` and the like that a machine reads. */
export const MACHINE = /^--?(?:format|output|output-format|reporter|report|message-format|error-format|o|f|log-format|render)(?:=|$)/;
export const MACHINE_VALUE =
  /^(?:json|jsonl|json-\w+|ndjson|yaml|yml|xml|junit|junit-xml|sarif|csv|tsv|html|github|gitlab|azure|checkstyle|code-climate|codeclimate|teamcity|rdjson|rdjsonl|porcelain|jsonpath.*|custom-columns.*|go-template.*|template.*|\{\{.*)$/i;

/** pnpm's and yarn's own words; any other first word is a program or script of the project. */
export const PACKAGE_MANAGER_WORDS =
  /^(?:access|add|audit|bin|cache|ci|config|constraints|create|dedupe|deploy|deprecate|dist-tag|dlx|doctor|env|exec|explain|fetch|global|help|i|import|info|init|install|install-test|licenses|link|list|login|logout|ls|ll|node|npm|outdated|owner|pack|patch|patch-commit|plugin|prune|publish|rebuild|rb|recursive|remove|restart|rm|root|run|run-script|search|self-update|server|set|setup|stage|start|stop|store|t|test|tst|un|uninstall|unlink|unplug|up|update|upgrade|upgrade-interactive|version|view|why|workspace|workspaces)$/;
