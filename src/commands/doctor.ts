import { existsSync } from 'node:fs';
import { loadConfig } from '../config/config.ts';
import type { Config } from '../config/types.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import { isForeignRtk, ownCommand, RESIDENT } from '../hooks/command-line.ts';
import { lastFired } from '../hooks/fired.ts';
import { modeOf } from '../hooks/modes.ts';
import { here } from '../hooks/place.ts';
import type { Agent, Piece, Place, Scope } from '../hooks/types.ts';
import { textOf } from '../install/files.ts';
import { type Handler, handlersIn } from '../install/jsonc.ts';
import { probed } from '../install/probe.ts';
import { residentRows } from '../install/resident-state.ts';
import { isFound, isSameFile, type OwnHook, onPath, ownHooks, programPath, skipped } from '../install/state.ts';
import { lastUnwell } from '../io/health.ts';
import { say } from '../io/say.ts';
import { journal } from '../journal/record.ts';

/** `rtk doctor [<agent>…]`: what is installed, whether it fired, what it answers now. Exit status 1 if something does not work. */
export async function run(args: readonly string[]): Promise<number> {
  const place = here(process.cwd());
  const config = await loadConfig(place.cwd);
  const names = args.length > 0 ? args : Object.keys(AGENTS);
  const agents = (await Promise.all(names.map(agentNamed))).filter((agent) => agent !== undefined);
  let wrong = 0;
  let any = false;
  for (const agent of agents) {
    const found = await examined(agent, config, place);
    if (found.rows.length === 0) continue;
    any = true;
    wrong += found.wrong;
    say(`${agent.title}\n${found.rows.map(([name, text]) => `  ${name.padEnd(10)} ${text}`).join('\n')}`);
  }
  if (!any) say('No agent was found; `rtk init --agent <name>` installs a hook all the same.');
  say(
    general(place)
      .map(([name, text]) => `${name.padEnd(12)} ${text}`)
      .join('\n'),
  );
  return wrong > 0 ? 1 : 0;
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
  const resident = await residentRows(agent, own, place);
  const last = lastFired(agent.name);
  rows.push(['hook', [...new Set(own.map(({ file }) => file))].join(', ')]);
  rows.push(...resident.rows);
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
    wrong: stale.length + tested.wrong + resident.wrong + (unread === undefined ? 0 : 1),
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
  const hook = own.find(({ command, path }) => command === RESIDENT || (command !== '' && existsSync(path)));
  if (!hook) return { rows: [], wrong: 0 };
  const { ok, said } = await probed(agent, hook.command, hook.command === RESIDENT ? programPath() : hook.path);
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

function general({ env }: Place): Row[] {
  const lines = lastUnwell(5);
  return [
    ['rtk', programPath()],
    ['journal', journal() ?? 'no home'],
    ...(env['RTK_HOOKS'] ? [['RTK_HOOKS', env['RTK_HOOKS']] as const] : []),
    ['health', lines.length > 0 ? lines.join('\n             ') : 'nothing went wrong'],
  ];
}
