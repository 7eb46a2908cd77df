import { UsageError } from '../errors.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import { ownCommand } from '../hooks/command-line.ts';
import { here } from '../hooks/place.ts';
import type { Agent, Piece, Place, Scope } from '../hooks/types.ts';
import { installAll, tolerated, uninstalled } from '../install/carry-out.ts';
import { type Change, foreignIn, installed, removed, withoutForeignRtk } from '../install/changes.ts';
import { noteInstructions, noteRemoval } from '../install/cost.ts';
import { diffOf } from '../install/diff.ts';
import { alone, realFile, remembered, textOf } from '../install/files.ts';
import { INSTRUCTIONS } from '../install/instructions.ts';
import { handlersIn } from '../install/jsonc.ts';
import { probed } from '../install/probe.ts';
import { show } from '../install/show.ts';
import { isFound, ownIn, programPath, skipped } from '../install/state.ts';
import { confirmed, remark, say } from '../io/say.ts';
import { isTerminal } from '../io/terminal.ts';
import type { init } from './define/agents.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk init [-g] [--agent <name>]… [--all] [--dry-run] [--show] [--uninstall] [--yes] [--with-instructions] [--with-summary] [--replace-rtk-rs]`. */
export async function run(_args: readonly string[], given: OptionsOf<typeof init>): Promise<number> {
  const options = optionsOf(given);
  const place = here(process.cwd());
  const agents = await chosen(options, place);
  if (options.show) return show(agents, place);
  if (options.summary && !agents.some(({ summary }) => summary))
    throw new UsageError(`--with-summary: ${agents.map(({ title }) => title).join(', ')} does not say when a session ends; leave it out.`);
  return options.dryRun ? dryRun(agents.map((agent) => planOf(agent, options, place))) : alone(() => changed(agents, options, place));
}

/** Nobody else changes the same files meanwhile. */
async function changed(agents: readonly Agent[], options: Options, place: Place): Promise<number> {
  const withoutLine =
    options.uninstall && agents.some(({ name }) => name === 'claude') ? await import('../install/statusline.ts') : undefined;
  // What was put in last comes out first: so both give back every byte.
  const lineOut = (exactly: boolean) =>
    withoutLine && tolerated(agents.length === 1, () => withoutLine.takenOut(options.scope, place, { dryRun: false, exactly }));
  lineOut(true);
  let failures = 0;
  for (const agent of agents) {
    const plan = tolerated(agents.length === 1, () => planOf(agent, options, place), agent.title);
    if (!plan || !(await carriedOut(plan, options))) failures++;
  }
  lineOut(false);
  return failures === 0 ? 0 : 1;
}

interface Options {
  readonly scope: Scope;
  readonly names: readonly string[];
  readonly all: boolean;
  readonly dryRun: boolean;
  readonly show: boolean;
  readonly uninstall: boolean;
  readonly yes: boolean;
  readonly instructions: boolean;
  readonly summary: boolean;
  readonly foreign: boolean;
}

/** rtk-rs's names for an agent. */
const ALIASES = ['gemini', 'codex', 'opencode', 'copilot'] as const;

function optionsOf(given: OptionsOf<typeof init>): Options {
  const flag = (value: boolean | undefined) => value === true;
  return {
    scope: given.global ? 'user' : 'project',
    names: [...(given.agent ?? []), ...ALIASES.filter((name) => given[name])],
    all: flag(given.all),
    show: flag(given.show),
    uninstall: flag(given.uninstall),
    yes: flag(given.yes) || flag(given.autoPatch),
    dryRun: flag(given.dryRun) || given.patch === false,
    instructions: flag(given.withInstructions),
    summary: flag(given.withSummary),
    foreign: flag(given.replaceRtkRs),
  };
}

/** Those that are named; with `--all` those that are found; to show or to uninstall all that we know; else Claude Code. */
async function chosen({ names, all, show, uninstall }: Options, place: Place): Promise<Agent[]> {
  const everyone = names.length === 0 && (all || show || uninstall);
  const wanted = everyone ? Object.keys(AGENTS) : names.length > 0 ? names : ['claude'];
  const agents = (await Promise.all([...new Set(wanted)].map(agentNamed))).filter((agent) => agent !== undefined);
  if (!everyone || show || uninstall) return agents;
  const found = agents.filter((agent) => isFound(agent, place));
  if (found.length === 0) throw new UsageError(`--all: none of the agents was found; name one: --agent ${Object.keys(AGENTS)[0]}.`);
  return found;
}

interface Plan {
  readonly agent: Agent;
  readonly scope: Scope;
  readonly changes: readonly Change[];
  /** What rtk-rs has put into the same files. */
  readonly foreign: readonly string[];
  readonly pieces: readonly Piece[];
}

function planOf(agent: Agent, options: Options, place: Place): Plan {
  const { scope, uninstall } = options;
  const hooks = agent.pieces(scope, place, programPath()).map((piece) => withSummary(piece, agent, options));
  const pieces = [...hooks, ...instructionsOf(agent, options, place)];
  const knownOf = ({ file }: Piece) => remembered().find((each) => each.agent === agent.name && each.file === realFile(file));
  const foreign = uninstall ? [] : pieces.flatMap((piece) => foreignIn(piece, agent.name, textOf(piece.file), knownOf(piece)));
  const changes = pieces.map((piece) => {
    const text = textOf(piece.file);
    const known = knownOf(piece);
    if (uninstall) return removed(piece, agent.name, text, known);
    const clean =
      text !== undefined && options.foreign && foreign.length > 0 && piece.kind === 'entries' ? withoutForeignRtk(text, piece.file) : text;
    return { ...installed(piece, agent.name, clean, known), before: text };
  });
  return { agent, scope, changes, foreign: options.foreign ? [] : foreign, pieces };
}

/** Once asked for it stays until all is taken out. */
function withSummary(piece: Piece, agent: Agent, { summary, uninstall }: Options): Piece {
  const entries = agent.summary?.(programPath()) ?? [];
  if (piece.kind !== 'entries' || uninstall || entries.length === 0) return piece;
  const events = entries.map(({ at }) => at.at(-1));
  const isThere = handlersIn(textOf(piece.file) ?? '', piece.file).some(
    ({ event, command }) => events.includes(event) && ownCommand(command)?.agent === agent.name,
  );
  return summary || isThere ? { ...piece, entries: [...piece.entries, ...entries] } : piece;
}

/** To uninstall takes them away, too. */
function instructionsOf(agent: Agent, { scope, instructions, uninstall }: Options, place: Place): Piece[] {
  const file = instructions || uninstall ? agent.instructions?.(scope, place) : undefined;
  return file === undefined ? [] : [{ kind: 'block', file, text: INSTRUCTIONS, comment: '<!--' }];
}

function dryRun(plans: readonly Plan[]): number {
  for (const { agent, changes, foreign } of plans) {
    const diffs = changes.map(({ file, before, after }) => diffOf(file, before, after)).filter((diff) => diff !== '');
    if (foreign.length > 0) remark(foreignRtk(agent, changes[0]?.file ?? '', foreign));
    say(diffs.length > 0 ? diffs.join('') : `${agent.title}: nothing to change.`);
  }
  return 0;
}

function foreignRtk(agent: Agent, file: string, foreign: readonly string[]): string {
  return `rtk: ${agent.title}: ${file} already holds what rtk-rs or another program wrote: ${foreign.join('; ')}. Two of them would work on one command; \`--replace-rtk-rs\` takes it out.`;
}

/** True if it was done and works, or nothing was to be done. */
async function carriedOut(plan: Plan, options: Options): Promise<boolean> {
  const { agent, changes, foreign } = plan;
  if (foreign.length > 0) {
    remark(foreignRtk(agent, changes[0]?.file ?? '', foreign));
    return false;
  }
  if (changes.length === 0 && agent.mode === 'off') {
    remark(`rtk: ${agent.limits?.[0] ?? `${agent.title} has no hooks.`}`);
    return options.all || options.uninstall;
  }
  if (changes.length === 0) {
    remark(
      `rtk: ${agent.title} has no settings of a ${plan.scope} that a hook could stand in${plan.scope === 'project' ? '; use -g' : ''}.`,
    );
    return false;
  }
  const open = changes.filter(({ before, after }) => before !== after);
  if (open.length === 0 && options.uninstall) {
    if (options.names.length > 0) say(`${agent.title}: nothing of rtk is there.`);
    return true;
  }
  if (open.length > 0 && !(await agreed(open, options))) return false;
  try {
    if (!options.uninstall) return await installedAndTried(plan, open);
    uninstalled(agent, open);
    await noteRemoval(plan, here(process.cwd()), open);
    return true;
  } catch (error) {
    remark(`rtk: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function agreed(changes: readonly Change[], { yes }: Options): Promise<boolean> {
  if (yes || !isTerminal(0) || !isTerminal(1)) return true;
  say(changes.map(({ file, before, after }) => diffOf(file, before, after)).join(''));
  return confirmed('Write this?');
}

async function installedAndTried(plan: Plan, changes: readonly Change[]): Promise<boolean> {
  const { agent, pieces } = plan;
  installAll(agent, changes);
  noteInstructions(plan, here(process.cwd()));
  const own = ownIn(agent, pieces);
  const probe = own === undefined ? undefined : await probed(agent, own.command, own.path);
  if (probe && !probe.ok) {
    remark(`rtk: ${agent.title}: it does not work: ${probe.said}. \`rtk init --uninstall\` takes it out again.`);
    return false;
  }
  say(`${agent.title}: ${changes.length === 0 ? 'already installed' : 'installed'}${probe ? `; ${probe.said}` : ''}.`);
  for (const line of [...(agent.todo ?? []), ...(agent.limits ?? [])]) say(`  ${line}`);
  const unread = skipped(agent, pieces);
  if (unread !== undefined) remark(`rtk: ${unread}.`);
  return true;
}
