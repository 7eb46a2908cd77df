/** One call of a session → whether it went through rtk, and if not, why. */

import { routeBehindRtk } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { modeOf } from '../hooks/modes.ts';
import type { Agent, Place } from '../hooks/types.ts';
import { commandShape } from '../journal/command-shape.ts';
import { isOwnWord } from '../route/own-words.ts';
import type { Route } from '../route/route.ts';
import { rewrite } from '../shell/rewrite.ts';
import { sourceOf } from '../shell/source.ts';
import { type KnownRuns, seenOf, sessionKey } from './journal.ts';
import type { ScanAsked } from './scan.ts';

/**
 * `replaced`, `rewritten`, `typed`: it went through rtk. `seen`: the hook read its output and left it. `left`: the hook left the command on purpose.
 * `missed`: a filter would have run. `beyond`: nothing that rtk could have done. `refused`: it did not run.
 */
export type Kind = 'replaced' | 'rewritten' | 'typed' | 'seen' | 'left' | 'missed' | 'beyond' | 'refused';

export interface Judged {
  readonly kind: Kind;
  /** Why it did not go through. */
  readonly why?: string;
  /** The command that it is filed under: tool, subcommand and option names. */
  readonly shape: string;
  /** Of a missed one: the command that printed the text, where it is one alone. */
  readonly route?: Route;
  readonly filter?: string;
}

export interface Judge {
  readonly known: KnownRuns;
  readonly place: Place;
  readonly agents: ReadonlyMap<string, Agent>;
  readonly config: Config;
}

const THROUGH: ReadonlySet<Kind> = new Set(['replaced', 'rewritten', 'typed']);

export function wentThrough({ kind }: Judged): boolean {
  return THROUGH.has(kind);
}

export function judged(asked: ScanAsked, judge: Judge): Judged {
  const { call, result } = asked;
  const reading = readingOf(call.line, judge.config);
  const seen = seenOf(judge.known, asked, reading);
  const { shape } = reading;
  if (seen?.output?.via === 'replace') return { kind: 'replaced', shape };
  if (seen?.hook?.did === 'rewrote') return { kind: 'rewritten', shape };
  if (reading.typed) return { kind: 'typed', shape };
  if (result?.refused) return { kind: 'refused', shape };
  if (seen?.output) return { kind: 'seen', shape, why: seen.output.why ?? 'not smaller' };
  if (seen) return { kind: 'left', shape, why: leftBecause(seen.hook?.why ?? '', asked) };
  return notSeen(asked, reading, judge);
}

/** Before the command the hook counted on its output; where that did not come, there was no second call. */
function leftBecause(why: string, { result }: ScanAsked): string {
  if (why !== 'its output is replaced when it has run') return why;
  return hasFailed(result)
    ? 'it failed, and the agent shows no hook the output of a failed run'
    : 'the hook was not asked about its output';
}

interface Reading {
  readonly shape: string;
  /** rtk stands in the line already. */
  readonly typed: boolean;
  /** A rewritten line would reach a filter. */
  readonly rewritable: boolean;
  /** The one command that printed what the model read. */
  readonly route?: Route;
  readonly filter?: string;
  readonly why: string;
  /** As in the journal, of each command. */
  readonly shapes: ReadonlySet<string>;
}

const RTK = /(?:^|[\\/])rtk(?:-node)?(?:\.exe)?$/;

function readingOf(line: string, config: Config): Reading {
  const routeOf = (argv: readonly string[]) => routeBehindRtk(argv, config);
  const rewritten = rewrite(line, { routeOf });
  const source = sourceOf(line, routeOf);
  const route = source.kind === 'one' ? source.route : undefined;
  const commands = rewritten.commands.map((command) => ({ ...command, route: routeOf(behindRtk(command.argv)) }));
  const printing = commands.filter(({ why }) => !/substituted into|stands in a function$/.test(why ?? ''));
  const telling =
    printing.find(({ touched }) => touched) ??
    printing.find((each) => each.route.filter) ??
    printing.find(({ why }) => !/ is a part of the shell$/.test(why ?? '')) ??
    printing[0] ??
    commands[0];
  const typed = commands.some(({ argv }) => RTK.test(argv[0] ?? '')) || /^\s*(?:\S*[\\/])?rtk\s/.test(line);
  const shown = typed ? telling?.route : (route ?? telling?.route);
  const filter = (route?.filter ? route : telling?.route.filter ? telling.route : undefined)?.name;
  return {
    shape: shown ? commandShape(shown.argv) : (line.trim().split(/\s/, 1)[0] ?? ''),
    typed,
    rewritable: rewritten.changed > 0,
    ...(route ? { route } : {}),
    ...(filter === undefined ? {} : { filter }),
    why: rewritten.why ?? telling?.why ?? 'it runs no command',
    shapes: shapesIn([
      ...commands.map((command) => command.route.argv),
      ...(route ? [route.argv] : []),
      [line.trim().split(/\s/, 1)[0] ?? ''],
    ]),
  };
}

/** "rtk git status" is git status; "rtk gain" is itself. */
function behindRtk(argv: readonly string[]): readonly string[] {
  const [program = '', word] = argv;
  return RTK.test(program) && word !== undefined && !isOwnWord(word) ? argv.slice(1) : argv;
}

function shapesIn(commands: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(commands.map(commandShape));
}

function notSeen(asked: ScanAsked, reading: Reading, judge: Judge): Judged {
  const { shape, route, filter } = reading;
  const named = filter === undefined ? {} : { filter };
  const agent = judge.agents.get(asked.transcript.agent);
  if (asked.call.background) return { kind: 'beyond', shape, why: 'it runs in the background' };
  if (!asked.result) return { kind: 'beyond', shape, why: 'no output was recorded' };
  const replaceable =
    route?.filter !== undefined && (agent?.replaces === 'all' || (agent?.replaces === 'successes' && !hasFailed(asked.result)));
  if (!replaceable && !(reading.rewritable && agent?.rewrites)) {
    const why = reading.rewritable ? `${agent?.title ?? asked.transcript.agent} lets no hook at it` : reading.why;
    return { kind: 'beyond', shape, ...named, why };
  }
  return { kind: 'missed', shape, ...named, why: noHook(asked, judge), ...(route?.filter ? { route } : {}) };
}

/** What is switched off today is taken to have been off then. */
function noHook({ transcript, call }: ScanAsked, { known, agents, config, place }: Judge): string {
  const agent = agents.get(transcript.agent);
  const { mode, from } = agent ? modeOf(agent, config.hooks, place.env) : { mode: 'off', from: 'nothing' };
  const session = known.sessions.get(sessionKey(transcript.agent, transcript.session));
  if (session && session.hooks + session.runs > 0) return 'the hook did not answer this time';
  if (mode === 'off') return `hooks are switched off by ${from}`;
  if (!known.agents.has(transcript.agent)) return `no hook of rtk has answered ${agent?.title ?? transcript.agent} yet`;
  return known.since !== undefined && call.at < known.since ? 'it is older than the journal' : 'no hook answered in this session';
}

export function hasFailed(result: ScanAsked['result']): boolean {
  return result !== undefined && (result.error === true || (result.exit ?? 0) !== 0);
}
