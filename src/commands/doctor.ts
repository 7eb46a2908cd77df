import { existsSync } from 'node:fs';
import { loadConfig } from '../config/config.ts';
import type { Config } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import { isForeignRtk, ownCommand } from '../hooks/command-line.ts';
import { lastFired } from '../hooks/fired.ts';
import { modeOf } from '../hooks/modes.ts';
import { here } from '../hooks/place.ts';
import type { Agent, Piece, Place, Scope } from '../hooks/types.ts';
import { textOf } from '../install/files.ts';
import { type Handler, handlersIn } from '../install/jsonc.ts';
import { probed } from '../install/probe.ts';
import { isFound, isSameFile, type OwnHook, onPath, ownHooks, programPath, skipped } from '../install/state.ts';
import { lastUnwell } from '../io/health.ts';
import { say } from '../io/say.ts';
import { keepsTexts, tracks } from '../io/switches.ts';
import { journal } from '../journal/record.ts';
import type { doctor } from './define/agents.ts';
import { type OptionsOf, oneOf } from './define/word.ts';
import { stateTrouble } from './state-trouble.ts';

/** `rtk doctor [<agent>…]`: what is installed, whether it fired, what it answers now. Exit status 1 if something does not work. */
export async function run(args: readonly string[], { json }: OptionsOf<typeof doctor>): Promise<number> {
  const place = here(process.cwd());
  const config = await loadConfig(place.cwd);
  const agents = await Promise.all((args.length > 0 ? args : Object.keys(AGENTS)).map(known));
  const found: { agent: Agent; rows: readonly Row[]; wrong: number }[] = [];
  for (const agent of agents) {
    const each = await examined(agent, config, place);
    if (each.rows.length > 0) found.push({ agent, ...each });
  }
  const rest = general(place, config);
  const wrong = found.reduce((sum, each) => sum + each.wrong, config.problems.length);
  if (json) say(JSON.stringify(dataOf(found, rest, wrong), null, 2));
  else {
    for (const { agent, rows } of found) say(`${agent.title}\n${columns(rows, 10, '  ')}`);
    if (found.length === 0) say('No agent was found; `rtk init -g --agent <name>` installs a hook all the same.');
    say(columns(rest, 12, ''));
  }
  const trouble = stateTrouble();
  if (trouble !== undefined) throw new UsageError(trouble);
  return wrong > 0 ? 1 : 0;
}

async function known(name: string): Promise<Agent> {
  const agent = await agentNamed(oneOf('doctor', name, Object.keys(AGENTS)));
  if (!agent) throw new UsageError(`doctor: there is no agent \`${name}\`; \`rtk doctor\` shows those that are found.`);
  return agent;
}

function columns(rows: readonly Row[], width: number, before: string): string {
  return rows.map(([name, text]) => `${before}${name.padEnd(width)} ${text}`).join('\n');
}

function dataOf(found: readonly { agent: Agent; rows: readonly Row[]; wrong: number }[], rest: readonly Row[], wrong: number): object {
  const facts = (rows: readonly Row[]) => rows.map(([name, text]) => ({ name, text }));
  const agents = found.map(({ agent, rows, wrong: bad }) => ({ agent: agent.name, works: bad === 0, facts: facts(rows) }));
  return { works: wrong === 0, agents, facts: facts(rest) };
}

type Row = readonly [name: string, text: string];

interface Examined {
  readonly rows: readonly Row[];
  readonly wrong: number;
}

async function examined(agent: Agent, config: Config, place: Place): Promise<Examined> {
  const pieces = (['user', 'project'] satisfies Scope[]).flatMap((scope) => agent.pieces(scope, place, programPath()));
  const own = ownHooks(agent, pieces);
  if (own.length === 0 && !isFound(agent, place)) return { rows: [], wrong: 0 };
  const program = agent.detect.programs.map((name) => onPath(name, place)).find((path) => path !== undefined);
  const rows: Row[] = [['program', program ?? 'not on PATH']];
  if (own.length === 0)
    return {
      rows: [...rows, ['hook', `not installed; \`rtk init -g --agent ${agent.name}\` does it`], ...others(agent, pieces)],
      wrong: 0,
    };
  const { mode, from } = modeOf(agent, config.hooks, place.env);
  const last = lastFired(agent.name);
  rows.push(['hook', [...new Set(own.map(({ file }) => file))].join(', ')]);
  rows.push(['mode', `${mode}, by ${from}; ${reach(agent)}`]);
  rows.push(['fired', last ? last.toISOString() : 'never yet']);
  const trust =
    agent.name === 'codex' && program ? await (await import('../install/codex-trust.ts')).codexTrust(program, place.cwd) : undefined;
  if (trust !== undefined) rows.push(['trust', trust]);
  const stale = [...new Set(own.map(({ path }) => path))].filter((path) => path !== '' && !isSameFile(path, programPath()));
  for (const path of stale)
    rows.push([
      'wrong',
      `${path} ${existsSync(path) ? 'is another rtk than this one' : 'is not there any more'}; \`rtk init\` again mends it`,
    ]);
  const unread = skipped(agent, pieces);
  if (unread !== undefined) rows.push(['wrong', unread]);
  const tested = await selfTest(agent, own);
  return {
    rows: [...rows, ...tested.rows, ...others(agent, pieces), ...(agent.todo ?? []).map((line): Row => ['note', line])],
    wrong: stale.length + tested.wrong + (unread === undefined ? 0 : 1),
  };
}

function reach({ replaces, rewrites }: Agent): string {
  const replaced = {
    all: 'it takes another result',
    successes: 'it takes another result of successful runs',
    others: 'it takes another result of other tools than the shell',
    none: 'it takes no other result',
  }[replaces];
  return `${replaced}, and ${rewrites ? 'runs rewritten commands' : 'runs commands as they are'}`;
}

async function selfTest(agent: Agent, own: readonly OwnHook[]): Promise<Examined> {
  const hook = own.find(({ command, path }) => command !== '' && existsSync(path));
  if (!hook) return { rows: [], wrong: 0 };
  const { ok, said } = await probed(agent, hook.command, hook.path);
  return { rows: [['self-test', `${ok ? 'works' : 'fails'}: ${said}`]], wrong: ok ? 0 : 1 };
}

/** Hooks of others on our events: two that rewrite one command do not know of each other. */
function others(agent: Agent, pieces: readonly Piece[]): Row[] {
  return pieces.flatMap((piece) => {
    const text = piece.kind === 'entries' ? textOf(piece.file) : undefined;
    if (piece.kind !== 'entries' || text === undefined) return [];
    const events = piece.entries.map(({ at }) => at.at(-1));
    const foreign = handlersIn(text, piece.file).filter(
      ({ command, event }) => ownCommand(command)?.agent !== agent.name && events.includes(event),
    );
    return foreign.map((handler): Row => ['other hook', described(handler)]);
  });
}

function described({ command, event, matcher }: Handler): string {
  const kind = isForeignRtk(command) ? ' (rtk-rs: `rtk init --replace-rtk-rs` takes it out)' : '';
  return `${event}${matcher === undefined ? '' : ` ${matcher}`}: ${command}${kind}`;
}

function general({ env }: Place, { problems, raw }: Config): Row[] {
  const lines = lastUnwell(5);
  return [
    ['rtk', programPath()],
    ['journal', tracks() ? (journal() ?? 'no home') : 'switched off'],
    ...(keepsTexts() ? [] : [['kept texts', 'switched off: nothing is hidden'] as const]),
    ...(raw === undefined ? [] : [['raw', `every command runs without filter: ${raw}`] as const]),
    ...problems.map((problem) => ['wrong', problem] as const),
    ...(env['RTK_HOOKS'] ? [['RTK_HOOKS', env['RTK_HOOKS']] as const] : []),
    ['health', lines.length > 0 ? lines.join('\n             ') : 'nothing went wrong'],
  ];
}
