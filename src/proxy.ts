/** A proxied command, end to end: route → run → filter → emit → record. */

import { agentIn, readAlone, UNSEEN, windowFor } from './agents.ts';
import type { Config } from './config.ts';
import { asksThePerson } from './editors.ts';
import { write } from './emit.ts';
import { type Captured, type Filtered, filter } from './filter.ts';
import { liveSink, runsOn } from './live.ts';
import { capturedOf, type Encoding, encodingOf, type Output, outputOf } from './output.ts';
import { paint, wantsColour } from './paint.ts';
import { commandShape, marksOf, record } from './record.ts';
import type { Route } from './route.ts';
import { routeFor } from './route-for.ts';
import { capture, passThrough } from './run.ts';
import { keep } from './store.ts';
import { isTerminal } from './terminal.ts';
import { tokensOf } from './tokens.ts';
import type { Level } from './types.ts';

/** Runs the command and answers with the exit status to end with; without a config it runs raw. */
export async function proxy(argv: readonly string[], config: Config | undefined): Promise<number> {
  const started = performance.now();
  if (!config) return inherited(argv, { argv, why: 'the config is broken' }, 'normal', started);
  const routed = routeFor(argv, config);
  if (writesToNohupOut(argv)) return inherited(argv, { argv: routed.argv, why: 'nohup writes into nohup.out' }, config.level, started);
  return routed.filter && !(isTerminal(0) && isTerminal(1) && asksThePerson(routed.argv))
    ? captured(argv, routed, config.level, started)
    : inherited(argv, routed, config.level, started);
}

/** At a terminal nohup puts the output into a file, which gets all of it. */
function writesToNohupOut([program = '']: readonly string[]): boolean {
  return /(?:^|\/)nohup$/.test(program) && isTerminal(1);
}

/** Runs with inherited stdio; only the run is recorded. */
export async function inherited(argv: readonly string[], routed: Route, level: Level, started: number): Promise<number> {
  const before = performance.now();
  const end = await passThrough(argv);
  const own = since(started) - since(before);
  say(end.problem ?? endedBy(end.signal));
  record({ ...named(routed), level, exit: end.exit, ms: since(started), own: tenths(own) });
  return end.exit;
}

/** Runs with both outputs kept for the filter. */
export async function captured(argv: readonly string[], routed: Route, level: Level, started: number): Promise<number> {
  const live = liveSink(argv, { ...routed.filter, ...(runsOn(routed.argv) ? { live: true } : {}), lossless: level === 'lossless' });
  const before = performance.now();
  const end = await capture(argv, live);
  const child = performance.now() - before;
  const rest = live.ended(end.exit);
  if (end.problem === undefined && rest) show({ argv, routed, level, started, child }, outputOf(rest, end.exit));
  else if (end.problem === undefined)
    record({
      ...named(routed),
      level,
      exit: end.exit,
      ...live.sizes(agentIn(process.env), end.exit),
      ms: since(started),
      own: tenths(since(started) - child),
      why: 'shown as it streamed',
    });
  say(end.problem ?? endedBy(end.signal));
  return end.exit;
}

function named(routed: Route) {
  return {
    command: commandShape(routed.argv),
    ...marksOf(routed.argv),
    ...(routed.name === undefined || !routed.filter ? {} : { filter: routed.name }),
    ...(routed.why === undefined ? {} : { why: routed.why }),
  };
}

interface Job {
  readonly argv: readonly string[];
  readonly routed: Route;
  readonly level: Level;
  readonly started: number;
  /** Milliseconds that the child took. */
  readonly child: number;
}

function show({ argv, routed, level, started, child }: Job, output: Output): void {
  const encoding = encodingOf(output);
  const raw = capturedOf(output, encoding);
  let handle: string | undefined;
  const handleOf = () => (handle ??= keep({ ...output, argv }));
  const alone = readAlone(raw.text, output.exit !== 0, agentIn(process.env));
  const window = Math.min(
    windowFor(process.env, output.exit !== 0),
    alone === raw.text ? Number.POSITIVE_INFINITY : Math.max(alone.length, UNSEEN),
  );
  const result = filter(raw, routed, { level, handle: handleOf, window });
  const read = emit(result, output, encoding);
  if (output.exit !== 0 && result.changed) handleOf();
  const shown = result.changed
    ? Buffer.byteLength(result.text, encoding) + (result.stderrApart ? output.stderr.length : 0)
    : output.merged.length;
  record({
    ...named(routed),
    level,
    exit: output.exit,
    bytes: [output.merged.length, shown],
    ...tokensFor(raw, result, read ? alone : undefined),
    ms: since(started),
    own: tenths(since(started) - child),
    ...(handle === undefined ? {} : { handle }),
    ...(result.hidden > 0 ? { hidden: result.hidden } : {}),
    ...(result.why === undefined ? {} : { why: result.why }),
  });
}

/** `alone`: what would have been read without rtk; undefined if a reader closed the pipe (`| head`), who would have read no more of the raw text: nothing was saved. */
function tokensFor(raw: Captured, result: Filtered, alone: string | undefined): { tokens: [number, number]; base?: number } {
  const before = tokensOf(raw.text);
  const after = result.changed ? tokensOf(result.text) + (result.stderrApart ? tokensOf(raw.stderr) : 0) : before;
  const read = alone === raw.text ? before : tokensOf(alone ?? '');
  const base = alone === undefined ? after : read;
  if (!result.changed) return { tokens: [before, Math.min(before, base)], ...(base < before ? { base } : {}) };
  return { tokens: [before, after], ...(base < before ? { base } : {}) };
}

/** A result stands on stdout, on stderr where the tool said everything there; raw streams go where they came from. False if nobody read to the end. */
function emit(result: Filtered, output: Output, encoding: Encoding): boolean {
  if (!result.changed) {
    const read = write(1, output.stdout);
    return write(2, output.stderr) && read;
  }
  const fd = output.stdout.length === 0 ? 2 : 1;
  const text = wantsColour(isTerminal(fd), process.env) ? paint(result.text) : result.text;
  const read = write(fd, Buffer.from(text, encoding));
  if (result.stderrApart) write(2, output.stderr);
  return read;
}

function say(sentence: string | undefined): void {
  if (sentence !== undefined) write(2, Buffer.from(`${sentence}\n`));
}

/** A shell names the signal that ended its child; now we are in between. ^C and a closed pipe go without saying. */
function endedBy(signal: string | undefined): string | undefined {
  return signal === undefined || signal === 'SIGPIPE' || signal === 'SIGINT' ? undefined : `rtk: ended by ${signal}`;
}

function since(started: number): number {
  return tenths(performance.now() - started);
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
