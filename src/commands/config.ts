import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, settingsFor } from '../config/config.ts';
import { projectFolder } from '../config/project-folder.ts';
import { CONFIG_NAMES } from '../config/settings-files.ts';
import { trustedFiles } from '../config/trust.ts';
import { UsageError } from '../errors.ts';
import { lastUnwell } from '../io/health.ts';
import { configDir } from '../io/paths.ts';
import { say } from '../io/say.ts';
import { keepsTexts, tracks } from '../io/switches.ts';
import { journal } from '../journal/record.ts';
import { storeDir } from '../store/files.ts';
import { agentIn } from '../window/agent-in.ts';
import { windowFor } from '../window/limits.ts';
import type { config as defined } from './define/settings.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk config`: what is in force and where it comes from, and the last lines of the health log. */
export async function run(_args: readonly string[], { create, json }: OptionsOf<typeof defined>): Promise<number> {
  if (create) return created();
  const facts = await factsHere();
  say(
    json
      ? JSON.stringify(facts, null, 2)
      : rowsOf(facts)
          .map(([name, value]) => `${name.padEnd(12)} ${value}`)
          .join('\n'),
  );
  return 0;
}

async function factsHere() {
  const cwd = process.cwd();
  const config = await loadConfig(cwd);
  const project = projectFolder(cwd);
  return {
    level: config.level,
    raw: config.raw ?? null,
    exclude: [...config.exclude, ...config.patterns.map(({ source }) => source)],
    filters: Object.keys(config.filters),
    hooks: config.hooks,
    prefixes: config.prefixes,
    agent: agentIn(process.env) ?? null,
    window: windowFor(process.env, false),
    files: (await settingsFor(cwd)).flatMap(({ file }) => file ?? []),
    folder: configDir() ?? null,
    project: project === undefined ? null : { folder: project, trusted: trustedFiles(project) !== undefined },
    journal: tracks() ? (journal() ?? null) : null,
    kept: keepsTexts() ? (storeDir() ?? null) : null,
    problems: config.problems,
    health: lastUnwell(3),
  };
}

type Facts = Awaited<ReturnType<typeof factsHere>>;

function rowsOf(facts: Facts): (readonly [name: string, text: string])[] {
  const { project, window, problems, health } = facts;
  const list = (items: readonly string[], none: string) => items.join(', ') || none;
  return [
    ['level', facts.level],
    ...(facts.raw === null ? [] : [['raw', `every command runs without filter: ${facts.raw}`] as const]),
    ['exclude', list(facts.exclude, 'nothing')],
    ['own filters', list(facts.filters, 'none')],
    ['agent', facts.agent ?? 'none'],
    ['window', window === 0 ? 'none' : `${window} characters`],
    ['config', list(facts.files, facts.folder === null ? 'no home' : `${join(facts.folder, 'config.toml')} (not there)`)],
    ...(project === null
      ? []
      : [['project', `${project.folder} (${project.trusted ? 'trusted' : 'not trusted: `rtk trust` shows it'})`] as const]),
    ['journal', facts.journal ?? (tracks() ? 'no home' : 'switched off')],
    ['kept texts', facts.kept ?? (keepsTexts() ? 'no home' : 'switched off: nothing is hidden')],
    ...problems.map((problem) => ['wrong', problem] as const),
    ...(health.length > 0 ? [['health', health.join('\n             ')] as const] : []),
  ];
}

const START = `# rtk: what you change here is in force at the next command. docs/settings.md says more.
# level = "normal"                   # lossless, normal or tight; RTK_LEVEL and the flags win
# exclude = ["git diff", "pytest"]   # never touched; "pytest" covers "python -m pytest" too

# [hooks]
# claude = "replace"                 # replace, rewrite, both or off
# exclude_commands = ["^ls$"]        # patterns of commands that are never touched, as in rtk-rs

# [tracking]
# enabled = false                    # no journal

# [retriever]
# mode = "disabled"                  # no outputs are kept, so nothing is hidden

# [prices]                           # dollars per million tokens, for rtk gain --model
# "My Model" = { input = 1, output = 4, ids = ["my-model"] }
`;

/** Never over one that is there. */
function created(): number {
  const folder = configDir();
  if (folder === undefined) throw new UsageError('HOME: it is not set, so there is no place for settings; set HOME or XDG_CONFIG_HOME.');
  const there = CONFIG_NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (there !== undefined) throw new UsageError(`${there}: it is there already; edit it, or remove it first.`);
  const file = join(folder, 'config.toml');
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, START, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${file}: it could not be written (${(error as NodeJS.ErrnoException).code}); nothing was changed.`);
  }
  say(`${file} is written; everything in it is commented out.`);
  return 0;
}
