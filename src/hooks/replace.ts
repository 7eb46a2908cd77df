/** One text that the model is about to read → a shorter one that says the same, recorded; or the reason why it stays. */

import { readFileSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { type Filtered, filter } from '../filter.ts';
import { log } from '../generic.ts';
import { commandShape, record } from '../record.ts';
import type { Route } from '../route.ts';
import { routeBehindRtk } from '../route-for.ts';
import { sourceOf } from '../shell/source.ts';
import { keep } from '../store.ts';
import { tokensOf } from '../tokens.ts';
import type { Output } from './types.ts';

interface Reader {
  readonly agent: string;
  readonly config: Config;
  readonly window: (failed: boolean) => number;
  readonly told: { readonly cwd?: string; readonly session?: string; readonly call?: string };
}

export interface Replacement {
  readonly text?: string;
  readonly why?: string;
}

/** A text of which the model would see a beginning only is given this many characters at most. */
const UNSEEN = 10_000;
/** Bytes of a kept text that are read within the time that a hook has. */
const LARGEST = 4 * 1024 * 1024;

export function replacement(output: Output, reader: Reader): Replacement {
  const started = performance.now();
  const routed = routeOf(output, reader.config);
  if (!routed.filter) return { why: routed.why ?? 'no filter' };
  const text = output.file === undefined ? output.text : whole(output.file);
  if (text === undefined) return { why: 'the whole text could not be read' };
  const { exit, stderr = '' } = output;
  const level = routed.lossless ? 'lossless' : reader.config.level;
  const window = output.file === undefined ? reader.window(exit !== undefined && exit !== 0) : UNSEEN;
  let handle: string | undefined;
  const data = Buffer.from(text);
  const handleOf = () => (handle ??= keep({ argv: routed.argv, exit: exit ?? 0, stdout: data, stderr: Buffer.alloc(0), merged: data }));
  const result = filter({ stdout: text, stderr, text, exit }, routed, { level, handle: handleOf, window });
  if (!isBetter(result, output)) return { why: result.why ?? 'not smaller than what the model would see' };
  const shown = text.endsWith('\n') ? result.text : result.text.replace(/\n$/, '');
  note(shown, { output, routed, reader, level, handle, ms: performance.now() - started });
  return { text: shown };
}

interface Routed extends Route {
  /** No filter knows it; only what says nothing goes. */
  readonly lossless?: boolean;
}

function routeOf(output: Output, config: Config): Routed {
  const route = (argv: readonly string[]) => routeBehindRtk(argv, config);
  if (output.as) return route(output.as);
  if (output.line === undefined) return repeats(['text'], !/^\s*[[{<]/.test(output.text));
  const source = sourceOf(output.line, route);
  if (source.kind === 'one' && source.route.argv[0] === 'rtk') return { argv: source.route.argv, why: 'it already runs through rtk' };
  if (source.kind === 'one' && (source.route.filter || !source.route.why?.startsWith('no filter for'))) return source.route;
  const lossless = !CONTENT.test(output.line) && !/^\s*[[{<]/.test(output.text);
  return repeats([output.line.trim().split(/\s/, 1)[0] ?? 'sh'], lossless);
}

function repeats(argv: readonly string[], lossless: boolean): Routed {
  return lossless ? { argv, name: 'log', filter: log, lossless } : { argv, why: 'it may be data, or the content of a file' };
}

// What these print may be edited or parsed afterwards: it stays as it is.
const CONTENT =
  /\b(?:cat|bat|head|tail|sed|awk|perl|python3?|node|ruby|php|jq|yq|base64|xxd|od|hexdump|curl|wget|nl|cut|paste|tr|diff|patch|git|sqlite3|psql|mysql)\b|--(?:json|porcelain|format|output|template)\b|<</;

function whole(file: string): string | undefined {
  try {
    const { size } = statSync(file);
    return size <= LARGEST ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** A text that was cut to the window alone says less than the agent's own preview with its path. */
function isBetter(result: Filtered, output: Output): boolean {
  return result.changed && !(output.file !== undefined && result.why !== undefined);
}

interface Noted {
  readonly output: Output;
  readonly routed: Routed;
  readonly reader: Reader;
  readonly level: string;
  readonly handle: string | undefined;
  readonly ms: number;
}

/** The text before is what the model would have seen, not what the command printed. */
function note(shown: string, { output, routed, reader, level, handle, ms }: Noted): void {
  const seen = output.seen === undefined ? output.text : output.text.slice(0, output.seen);
  const { cwd, session, call } = reader.told;
  record({
    command: commandShape(routed.argv),
    ...(routed.name === undefined ? {} : { filter: routed.name }),
    level,
    ...(output.exit === undefined ? {} : { exit: output.exit }),
    bytes: [Buffer.byteLength(seen), Buffer.byteLength(shown)],
    tokens: [tokensOf(seen), tokensOf(shown)],
    ms: Math.round(ms * 10) / 10,
    ...(handle === undefined ? {} : { handle }),
    via: 'replace',
    agent: reader.agent,
    ...(session === undefined ? {} : { session: session.slice(0, 80) }),
    ...(call === undefined ? {} : { call: call.slice(0, 80) }),
    ...(cwd === undefined ? {} : { cwd }),
  });
}
