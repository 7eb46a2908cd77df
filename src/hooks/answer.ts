/** An agent's event → our answer: the same rewriter and the same filter as everywhere, and the agent's own rules before both. */

import { routeBehindRtk } from '../config/route-for.ts';
import type { Config, Mode } from '../config/types.ts';
import { unwell } from '../io/health.ts';
import { marksOf } from '../journal/command-shape.ts';
import type { HookEvent } from '../journal/line.ts';
import type { JsonObject } from '../json.ts';
import { rewrite } from '../shell/rewrite.ts';
import { sourceOf } from '../shell/source.ts';
import { windowFor } from '../window/limits.ts';
import { modeOf } from './modes.ts';
import { isRead } from './read-only.ts';
import type { replacement } from './replace.ts';
import { matches, reasonOf, refusalOf } from './rules/stops.ts';
import type { After, Agent, Before, Event, Place, Stop, Verdict } from './types.ts';
import { refusal, type Stores } from './write-back.ts';

export interface Answer {
  readonly reply: string;
  /** Why it is what it is, for `rtk hook check` and `rtk doctor`. */
  readonly why: string;
  /** For the journal: what was done with a command before it ran. */
  readonly event?: Omit<HookEvent, 'v' | 'at' | 'own'>;
}

export interface Context {
  readonly config: Config;
  readonly place: Place;
  /** The absolute path that is put in front, as a POSIX shell reads it. */
  readonly rtk: string;
  /** What makes outputs shorter; loaded only where an event has some. */
  readonly replacement?: typeof replacement;
  /** What is kept; there only where a call may have to be refused. */
  readonly stores?: Stores;
  /** What the payload says, where the caller has parsed it already. */
  readonly event?: Event;
  /** Milliseconds since the hook was asked. */
  readonly spent?: () => number;
  /** `performance.now()` when work for this event began; 0 is the start of the process. */
  readonly began?: number;
}

export function answer(agent: Agent, payload: JsonObject, context: Context): Answer {
  const neutral = (why: string): Answer => ({ reply: agent.neutral, why });
  if (context.config.raw !== undefined) return neutral(context.config.raw);
  const { mode, from } = modeOf(agent, context.config.hooks, context.place.env);
  if (mode === 'off') return neutral(`hooks are switched off by ${from}`);
  const refused = context.stores && refusal(agent, payload, context.place, context.stores);
  const reply = refused === undefined ? undefined : agent.refused?.(payload, 'deny', refused);
  if (reply) return { reply: JSON.stringify(reply), why: 'a marker would have been written into a file' };
  const event = context.event ?? agent.parse(payload, context.place);
  if (!event) return neutral('nothing that concerns rtk');
  const place = event.cwd ? { ...context.place, cwd: event.cwd } : context.place;
  const asked = { agent, payload, mode, ...context, place };
  return event.kind === 'before' ? noted(before(asked, event), event, agent) : after(asked, event);
}

interface Rewritten extends Answer {
  /** Marks of the commands that got rtk in front. */
  readonly same?: readonly string[];
}

function noted({ same, ...given }: Rewritten, { session, call }: Before, agent: Agent): Answer {
  const who = {
    agent: agent.name,
    ...(session === undefined ? {} : { session: session.slice(0, 80) }),
    ...(call === undefined ? {} : { call: call.slice(0, 80) }),
  };
  const did = same ? ({ did: 'rewrote', same } as const) : ({ did: 'left', why: given.why } as const);
  return { ...given, event: { event: 'hook', ...who, ...did } };
}

interface Asked extends Context {
  readonly agent: Agent;
  readonly payload: JsonObject;
  readonly mode: Mode;
}

function before(asked: Asked, event: Before): Rewritten {
  const { agent, payload, mode, config, rtk } = asked;
  const neutral = (why: string): Answer => ({ reply: agent.neutral, why });
  const refused = refusedBehindRtk(asked, event);
  if (refused) return refused;
  if (event.background) return neutral('it runs in the background');
  if (!agent.rewrites) return neutral(`${agent.title} does not run rewritten commands`);
  if (mode === 'replace') return neutral('outputs are replaced, commands are left as they are');
  if (mode === 'both' && event.lines.every((line) => isReplaced(agent, line, asked)))
    return neutral('its output is replaced when it has run');
  const routeOf = (argv: readonly string[]) => routeBehindRtk(argv, config);
  const results = event.lines.map((line) => ({ line, ...rewrittenLine(line, { rtk, routeOf }) }));
  const changed = results.filter((each) => each.changed > 0);
  if (changed.length === 0) return neutral(results[0]?.why ?? results[0]?.commands[0]?.why ?? 'no command with a filter');
  const verdicts = changed.map(({ from, touched }) => verdictOf(from, touched, asked));
  if (verdicts.includes('leave')) return neutral("the agent's own rules might judge the rewritten command otherwise");
  const stop = changed
    .flatMap(({ touched }) => touched)
    .map((argv) => stopOfRtk(argv, asked))
    .find((each) => each !== undefined);
  if (stop) return neutral(`${stop.rule} stops rtk itself`);
  const isAllowed = verdicts.every((each) => each === 'allow' || typeof each === 'object');
  const verdict = isAllowed ? 'allow' : 'silent';
  const because = isAllowed ? verdicts.flatMap((each) => (typeof each === 'object' ? [each.because] : [])).join('; ') : '';
  const lines = results.map(({ to }) => to);
  const reply = agent.rewritten(payload, lines, verdict, because === '' ? undefined : because);
  const same = changed.flatMap(({ touched }) => touched.map((argv) => marksOf(routeOf(argv).argv).same));
  return {
    reply: JSON.stringify(reply),
    why: verdict === 'allow' ? `rewritten; ${because || 'own rules allow each part'}` : 'rewritten',
    same,
  };
}

/** A rule against the command behind rtk, which the agent itself does not see. Rules that cannot be understood are the agent's to judge. */
function refusedBehindRtk({ agent, payload, place }: Asked, event: Before): Answer | undefined {
  if (!agent.stops || !agent.refused) return undefined;
  const refusal = refusalOf(event.lines, () => stopsOf(agent, payload, place));
  if (!refusal) return undefined;
  const asking = refusal.action === 'ask' ? agent.refused(payload, 'ask', reasonOf(refusal, true)) : undefined;
  const reply = asking ?? agent.refused(payload, 'deny', reasonOf(refusal, false));
  return reply && { reply: JSON.stringify(reply), why: reasonOf(refusal, asking !== undefined).replace(/\.$/, '') };
}

function stopsOf(agent: Agent, payload: JsonObject, place: Place): readonly Stop[] {
  try {
    return agent.stops?.(payload, place) ?? [];
  } catch (error) {
    unwell(`hook ${agent.name}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** With rtk in front a rule would stop it, or ask for it, that does not without. */
function stopOfRtk(argv: readonly string[], { agent, payload, place, rtk }: Asked): Stop | undefined {
  const text = argv.join(' ');
  const withRtk = ['rtk', rtk].map((program) => `${program} ${text}`);
  return stopsOf(agent, payload, place).find((stop) => !matches(stop, text) && withRtk.some((each) => matches(stop, each)));
}

/** Rules that cannot be read or understood allow nothing. */
function verdictOf(line: string, touched: readonly (readonly string[])[], { agent, payload, place }: Asked): Verdict {
  try {
    return agent.rules(line, touched, payload, place);
  } catch (error) {
    unwell(`hook ${agent.name}: ${error instanceof Error ? error.message : String(error)}`);
    return 'leave';
  }
}

interface Line {
  readonly from: string;
  readonly to: string;
  readonly changed: number;
  readonly touched: readonly (readonly string[])[];
  readonly commands: readonly { readonly why?: string }[];
  readonly why?: string;
}

function rewrittenLine(from: string, options: Parameters<typeof rewrite>[1]): Line {
  const { line: to, changed, commands, why } = rewrite(from, options);
  return {
    from,
    to,
    changed,
    commands,
    touched: commands.filter(({ touched }) => touched).map(({ argv }) => argv),
    ...(why === undefined ? {} : { why }),
  };
}

/** Does replacing reach what this line prints? Failed runs of builds, tests and linters are the ones that it may not reach. */
function isReplaced(agent: Agent, line: string, { config }: Context): boolean {
  if (agent.replaces === 'none' || agent.replaces === 'others') return false;
  const source = sourceOf(line, (argv) => routeBehindRtk(argv, config));
  return source.kind === 'one' && (agent.replaces === 'all' || isRead(source.route.argv));
}

function after(asked: Asked, event: After): Answer {
  const { agent, payload, mode, config, place, spent, began, replacement } = asked;
  const neutral = (why: string): Answer => ({ reply: agent.neutral, why });
  if (mode === 'rewrite') return neutral('commands are rewritten, outputs are left as they are');
  if (agent.replaces === 'none') return neutral(`${agent.title} does not take another result`);
  if (!replacement) throw new Error('an output came, and nothing was loaded to read it');
  if (spent && spent() > 200) return neutral('too late');
  const window = (failed: boolean) => windowFor(place.env, failed, agent.name);
  const results = event.outputs.map((output) =>
    replacement(output, { agent: agent.name, config, window, told: event, ...(began === undefined ? {} : { began }) }),
  );
  if (results.every(({ text }) => text === undefined)) return neutral(results[0]?.why ?? 'nothing to replace');
  const texts = results.map(({ text }, index) => text ?? event.outputs[index]?.text ?? '');
  const reply = agent.replaced(payload, texts, event);
  return reply ? { reply: JSON.stringify(reply), why: 'replaced' } : neutral('a result of an unknown shape');
}
