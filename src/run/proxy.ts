/** A proxied command, end to end: route → run → filter → emit → record. */

import { routeFor } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { isTerminal } from '../io/terminal.ts';
import { write } from '../io/write.ts';
import { asksThePerson } from '../route/needs-terminal.ts';
import type { Route } from '../route/route.ts';
import type { Level } from '../types.ts';
import { bookStreamed, bookUnseen } from './book.ts';
import { capture, passThrough } from './child.ts';
import { show } from './finish.ts';
import { liveSink, runsOn } from './live.ts';
import { outputOf } from './streams.ts';

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
  const child = performance.now() - before;
  say(end.problem ?? endedBy(end.signal));
  bookUnseen({ argv, routed, level, started, child }, end.exit);
  return end.exit;
}

/** Runs with both outputs kept for the filter. */
export async function captured(argv: readonly string[], routed: Route, level: Level, started: number): Promise<number> {
  const live = liveSink(argv, { ...routed.filter, ...(runsOn(routed.argv) ? { live: true } : {}), lossless: level === 'lossless' });
  const before = performance.now();
  const end = await capture(argv, live);
  const job = { argv, routed, level, started, child: performance.now() - before };
  const rest = live.ended(end.exit);
  if (end.problem === undefined && rest) show(job, outputOf(rest, end.exit));
  else if (end.problem === undefined) bookStreamed(job, live.streamed(), end.exit);
  say(end.problem ?? endedBy(end.signal));
  end.handOver?.();
  return end.exit;
}

function say(sentence: string | undefined): void {
  if (sentence !== undefined) write(2, Buffer.from(`${sentence}\n`));
}

/** A shell names the signal that ended its child; now we are in between. ^C and a closed pipe go without saying. */
function endedBy(signal: string | undefined): string | undefined {
  return signal === undefined || signal === 'SIGPIPE' || signal === 'SIGINT' ? undefined : `rtk: ended by ${signal}`;
}
