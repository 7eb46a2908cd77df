/** The same lines run twice, raw and rewritten, by real bash in the same folder made anew: what each of them left behind. */

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RTK } from '../e2e/lab.ts';
import { fixtures } from '../fixture.ts';

export interface Effect {
  readonly exit: string;
  /** Programs with their words, folder and, from a pipe, input. */
  readonly programs: string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Outcome {
  readonly effects: readonly Effect[];
  /** Every file, and git's state. */
  readonly files: string;
}

/** Folders of one worker: `work` with a repository and a place for outputs is made anew from `seed` for each run, so that both runs see the same paths. */
export interface Twins {
  run(lines: readonly string[]): Promise<Outcome>;
  remove(): void;
}

export function twins(): Twins {
  const root = mkdtempSync(join(tmpdir(), 'twins-'));
  const [work, out, bin] = [join(root, 'work'), join(root, 'out'), join(root, 'bin')];
  const env = {
    PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
    HOME: join(root, 'home'),
    OUT: out,
    WORK: join(work, 'repo'),
    O: join(work, 'o'),
    ANSWERS: join(root, 'answers'),
    ...STEADY,
  };
  for (const folder of [out, bin, env.HOME, env.ANSWERS]) mkdirSync(folder);
  programs(bin, env.ANSWERS);
  seed(join(root, 'seed'), env);
  writeFileSync(join(root, 'driver'), DRIVER);
  return {
    async run(lines) {
      for (const folder of [work, out]) rmSync(folder, { recursive: true, force: true });
      cpSync(join(root, 'seed'), work, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
      mkdirSync(out);
      await driven(join(root, 'driver'), lines, env);
      return { effects: lines.map((_, at) => effect(out, at)), files: filesOf(work) };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

// Nothing of the clock or the machine gets into files.
const STEADY = {
  LC_ALL: 'C.UTF-8',
  GIT_AUTHOR_DATE: '2024-01-02T03:04:05Z',
  GIT_COMMITTER_DATE: '2024-01-02T03:04:05Z',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** Every line in a bash of its own, as an agent starts it. */
const DRIVER = `i=0
while IFS= read -r -d '' line; do
  cd "$WORK"
  REC="$OUT/programs.$i" timeout 30 bash -c "$line" > "$OUT/stdout.$i" 2> "$OUT/stderr.$i" < /dev/null
  echo $? > "$OUT/exit.$i"
  i=$((i+1))
done
`;

function driven(driver: string, lines: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', [driver], { env, stdio: ['pipe', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', () => resolve());
    child.stdin.end(lines.map((line) => `${line}\0`).join(''));
  });
}

function effect(out: string, at: number): Effect {
  const read = (name: string) => readFileSync(join(out, `${name}.${at}`), 'latin1');
  let programs = '';
  try {
    programs = read('programs').split('\x01').sort().join('\n');
  } catch {
    // No program of ours was started.
  }
  return { exit: read('exit').trim(), programs, stdout: read('stdout'), stderr: read('stderr') };
}

/** Writes down its words and folder, and what it reads where it stands behind a pipe; then does what the program does. */
const RECORDER = `#!/bin/sh
n=\${0##*/}
files=0
said=$n
for w in "$@"; do said="$said[$w]"; case $w in -*) ;; *) files=$((files+1)) ;; esac; done
case $n in
  wc|cat|sort|head|tail) reads=0 ;;
  grep|sed) reads=1 ;;
  tee|xargs) reads=99 ;;
  *) reads=-1 ;;
esac
if [ $files -le $reads ] && [ -p /dev/stdin ]; then
  input=$(mktemp)
  /bin/cat > "$input"
  sum=$(/usr/bin/sha256sum < "$input")
  said="$said in $PWD reads $sum"
  exec < "$input"
  rm -f "$input"
else
  said="$said in $PWD"
fi
printf '%s\\001' "$said" >> "$REC"
`;

const REAL = ['git', 'ls', 'find', 'grep', 'cat', 'head', 'tail', 'wc', 'diff', 'du', 'tree', 'sort', 'sed', 'tee', 'xargs'];
/** Tools that answer with a captured run of theirs, some passing, some failing. */
const STUBS: Readonly<Record<string, readonly [words: string, filter: string, name: string][]>> = {
  cargo: [
    ['test', 'cargo-test', 'failures-no-fail-fast'],
    ['build', 'cargo-build', 'borrow-checker'],
    ['clippy', 'cargo-build', 'clippy-denied'],
  ],
  npx: [
    ['tsc', 'tsc', 'german'],
    ['vitest', 'vitest', 'clean-verbose'],
    ['eslint', 'eslint', 'many-problems'],
  ],
  tsc: [['', 'tsc', 'german']],
  npm: [
    ['test', 'npm-run', 'nested'],
    ['run', 'npm-run', 'inner-failure'],
    ['install', 'npm-install', 'deprecated'],
  ],
  pytest: [['', 'pytest', 'all-pass-verbose']],
  python: [['', 'pytest', 'collection-errors']],
  uv: [['', 'pytest', 'all-pass-verbose']],
  go: [['test', 'go-test', 'all-packages']],
  make: [['', 'make', 'compile-error']],
  ruff: [['check', 'ruff-check', 'concise']],
};

function programs(bin: string, answers: string): void {
  const put = (name: string, text: string) => {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  };
  symlinkSync(RTK, join(bin, 'rtk'));
  for (const name of REAL) put(name, `${RECORDER}${existing(name) ? `exec ${existing(name)} "$@"` : 'echo no; exit 127'}\n`);
  const known = fixtures();
  for (const [name, cases] of Object.entries(STUBS)) {
    const arms = cases.map(([words, filter, run]) => {
      const fixture = known.find((each) => each.filter === filter && each.name === run);
      if (!fixture) throw new Error(`There is no fixture ${filter}/${run}.`);
      writeFileSync(join(answers, `${name}-${words}.out`), fixture.captured.stdout);
      writeFileSync(join(answers, `${name}-${words}.err`), fixture.captured.stderr);
      return `${words === '' ? '*' : words}) /bin/cat "$ANSWERS/${name}-${words}.out"; /bin/cat "$ANSWERS/${name}-${words}.err" >&2; exit ${fixture.captured.exit} ;;`;
    });
    put(name, `${RECORDER}case $1 in\n${arms.join('\n')}\nesac\necho "${name}: no answer" >&2; exit 64\n`);
  }
}

function existing(name: string): string | undefined {
  return ['/usr/bin', '/bin', '/usr/local/bin']
    .map((folder) => join(folder, name))
    .find((path) => spawnSync('test', ['-x', path]).status === 0);
}

/** A repository with a history, changes and files long enough for filters to have something to do. */
function seed(folder: string, env: NodeJS.ProcessEnv): void {
  const script = `set -e
mkdir -p o repo/src/deep repo/node_modules/.bin && cd repo && git init -q -b main . && git config gc.auto 0
ln -s "${env['PATH']?.split(':')[0]}/tsc" node_modules/.bin/tsc
for i in $(seq 60); do echo "export const value$i = compute('left', $i);"; done > src/a.ts
for i in $(seq 40); do echo "export const other$i = compute('right', $i);"; done > src/b.ts
for i in $(seq 30); do echo "let deep$i = $i;" > "src/deep/file$i.ts"; done
for i in $(seq 50); do echo "one line $i of the readme, with git log and ls in it"; done > README.md
echo node_modules > .gitignore
git add -A && git commit -qm "feat: begin"
for i in 1 2 3 4 5 6 7 8; do echo "more $i" >> README.md; echo "let more$i = 1;" >> src/a.ts; git commit -qam "fix: change $i

A body that says why, in a sentence that is long enough to be worth reading."; done
echo changed >> README.md; sed -i s/right/wrong/ src/b.ts; echo new > untracked.md`;
  mkdirSync(folder);
  const { status, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    env: { ...env, REC: '/dev/null', PATH: '/usr/local/bin:/usr/bin:/bin' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

/** Paths with hashes; of git everything but the index's bytes, which hold times: its entries instead. */
function filesOf(work: string): string {
  const hashes: string[] = [];
  for (const entry of readdirSync(work, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (path.endsWith('/.git/index')) continue;
    if (entry.isSymbolicLink()) hashes.push(`${path} -> ${readlinkSync(path)}`);
    else hashes.push(entry.isFile() ? `${path} ${createHash('sha1').update(readFileSync(path)).digest('hex')}` : path);
  }
  const { stdout } = spawnSync('/usr/bin/git', ['ls-files', '-s'], { cwd: join(work, 'repo'), encoding: 'utf8' });
  return `${hashes.sort().join('\n')}\n${stdout}`;
}
