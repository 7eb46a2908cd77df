/** One text that the model is about to read → a shorter one that says the same, recorded; or the reason why it stays. */

import { routeBehindRtk } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { withoutEvident } from '../filter/evident.ts';
import type { Filtered } from '../filter/filter.ts';
import { tokensOf } from '../filter/tokens.ts';
import { readRegular } from '../io/safe-read.ts';
import { commandShape, marksOf } from '../journal/command-shape.ts';
import { record } from '../journal/record.ts';
import { countedBy, hasMark, withHandle } from '../marks.ts';
import { baselineOf, settle } from '../run/settle.ts';
import { type Part, partsOf } from '../shell/parts.ts';
import { piecesOf } from '../shell/pieces.ts';
import { keep, resolves } from '../store/store.ts';
import type { Level } from '../types.ts';
import { readAlone, UNSEEN } from '../window/limits.ts';
import { printedBy } from './printed-by.ts';
import { type Routed, routeOf, WHY_CONTENT, WRAPPED } from './route-of.ts';
import { sharesOf } from './shares.ts';
import type { Output } from './types.ts';

interface Reader {
  readonly agent: string;
  readonly config: Config;
  readonly window: (failed: boolean) => number;
  readonly told: { readonly cwd?: string; readonly session?: string; readonly call?: string };
  /** `performance.now()` when work for the event began; 0, the start of the process, where one process answers one event. */
  readonly began?: number;
  /** Where raw texts are kept and what was done is told, where that is not the user's own store and journal. */
  readonly keep?: typeof keep;
  readonly record?: typeof record;
}

export interface Replacement {
  readonly text?: string;
  readonly why?: string;
}

/** Bytes of a kept text that are read within the time that a hook has. */
const LARGEST = 4 * 1024 * 1024;

export function replacement(output: Output, reader: Reader): Replacement {
  // "RTK_DISABLED=1 git log": left alone, as before it runs.
  if (/\bRTK_DISABLED=/.test(output.line ?? '')) return { why: 'RTK_DISABLED is set for it' };
  const parts =
    output.file === undefined && !output.stderr && output.line !== undefined ? apart(output.line, output.text, reader) : undefined;
  return parts ? joined(parts, output, reader) : whole(output, reader);
}

/** By the headings that the line prints, and within what stands below one by what the texts show themselves. */
function apart(line: string, text: string, reader: Reader): readonly Part[] | undefined {
  const headed = partsOf(line, text, (piece) => mayBeFile(piece, reader));
  if (!headed) return piecesOf(line, text);
  return headed.flatMap((part) => (part.line === undefined || part.text === '' ? [part] : (piecesOf(part.line, part.text) ?? [part])));
}

function mayBeFile(line: string, { config }: Reader): boolean {
  return printedBy(line, (argv) => routeBehindRtk(argv, config)) === 'content';
}

/** Each command's text is read by its own filter; of a list only the last one's exit status is known. */
function joined(parts: readonly Part[], { exit, text: all }: Output, reader: Reader): Replacement {
  // What the agent would have cut from the whole is no saving of the parts.
  const rate = readAlone(all, (exit ?? 0) !== 0, reader.agent).length / Math.max(1, all.length);
  const sized = parts.map(({ line, text }) => ({ size: text.length, isFile: line === undefined || mayBeFile(line, reader) }));
  const shares = sharesOf(sized, reader.window((exit ?? 0) !== 0));
  const results = parts.map(({ line, text, proven }, at): Replacement => {
    if (line === undefined || text === '') return { why: 'a heading' };
    const seen = rate < 1 ? { seen: Math.floor(text.length * rate) } : {};
    const window = () => shares[at] ?? 0;
    return whole(
      {
        line,
        text,
        ...(proven ? { proven } : { among: true as const }),
        ...seen,
        ...(exit !== undefined && at === parts.length - 1 ? { exit } : {}),
      },
      { ...reader, window },
    );
  });
  if (results.every(({ text }) => text === undefined))
    return results.find(({ why }) => why !== 'a heading') ?? { why: 'nothing to replace' };
  return { text: results.map(({ text }, at) => text ?? parts[at]?.text ?? '').join('') };
}

function whole(output: Output, reader: Reader): Replacement {
  const started = performance.now();
  const routed = routeOf(output, reader.config);
  const text = output.file === undefined ? output.text : contentOf(output.file);
  if (text === undefined) return { why: 'the whole text could not be read' };
  const job: Job = { output, routed, reader, text, level: routed.lossless ? 'lossless' : reader.config.level };
  const result = shorter(job);
  const { shown, why } = result;
  note(job, { ...result, ms: performance.now() - started });
  return shown === undefined ? { why: why ?? 'not smaller than what the model would see' } : { text: shown };
}

interface Job {
  readonly output: Output;
  readonly routed: Routed;
  readonly reader: Reader;
  /** All that the command printed. */
  readonly text: string;
  readonly level: Level;
}

interface Shorter {
  readonly shown?: string | undefined;
  readonly why?: string | undefined;
  readonly handle?: string | undefined;
  readonly hidden?: number;
}

function shorter({ output, routed, reader, text, level }: Job): Shorter {
  const { stderr = '' } = output;
  const exit = routed.masked && output.exit === 0 ? undefined : output.exit;
  const window = output.answered ? 0 : output.file === undefined ? reader.window(exit !== undefined && exit !== 0) : UNSEEN;
  const isLarge = output.among && window > 0 && text.length > window;
  const isWhole = !output.among && readAlone(text, exit !== undefined && exit !== 0, reader.agent) === text;
  if (!routed.filter && !routed.evident && !isLarge) return { why: routed.why ?? 'no filter' };
  let handle: string | undefined;
  const data = Buffer.from(text);
  const handleOf = () =>
    (handle ??= (reader.keep ?? keep)({ argv: routed.argv, exit: exit ?? 0, stdout: data, stderr: Buffer.alloc(0), merged: data }));
  const byItself = (): Shorter => {
    const { shown, ...rest } = evident(text, handleOf, output);
    return shown !== undefined && isMoreThanSeen(shown, output) ? { why: WHY_MORE } : { shown, ...rest, handle };
  };
  if (routed.evident) return byItself();
  const captured = { stdout: text, stderr, text, exit };
  const { result } = settle({ captured, routed, level, keep: handleOf, resolves, agent: reader.agent, env: process.env, window });
  // A filter of scripts (`python x.py`) knows tracebacks and leaves what else they print.
  if (!result.changed && routed.prints === 'anything') return byItself();
  if (!isBetter(result, output) || (isWhole && result.why !== undefined)) return { why: result.why };
  if (isMoreThanSeen(result.text, output)) return { why: WHY_MORE };
  return { shown: text.endsWith('\n') ? result.text : result.text.replace(/\n$/, ''), handle, hidden: result.hidden };
}

/** A service's answer of which the model would see a beginning only: all of it would cost more. */
function isMoreThanSeen(shown: string, { answered, seen, text }: Output): boolean {
  return answered === true && seen !== undefined && tokensOf(shown) > tokensOf(text.slice(0, seen));
}

const WHY_MORE = 'the model would see a beginning of it only';

/** Of a text that may be a file's only what shows by itself that it is none goes, with its count. */
function evident(text: string, handleOf: () => string | undefined, { file }: Output): Shorter {
  const lines = withoutEvident(text);
  const shown = lines && withHandle(lines.join('\n'), hasMark(lines.join('\n')) ? handleOf() : undefined);
  if (lines === undefined || shown === undefined || shown.trim() === '' || tokensOf(shown) >= tokensOf(text)) return { why: WHY_CONTENT };
  if (file !== undefined && shown.length > UNSEEN) return { why: WHY_CONTENT };
  return { shown, hidden: lines.reduce((hidden, line) => hidden + countedBy(line).lines, 0) };
}

function contentOf(file: string): string | undefined {
  try {
    return readRegular(file, LARGEST)?.toString();
  } catch {
    return undefined;
  }
}

/** A text that was cut to the window alone says less than the agent's own preview with its path. */
function isBetter(result: Filtered, output: Output): boolean {
  return result.changed && !(output.file !== undefined && result.why !== undefined);
}

/** What is left as it is counts, too: it is part of what the model read. Its tokens do not where a part of it was counted behind `rtk` already. */
function note(
  { output, routed, reader, text, level }: Job,
  { shown, why, handle, hidden = 0, ms }: Shorter & { readonly ms: number },
): void {
  if (routed.argv[0] === 'rtk') return;
  const counted = shown === undefined && WRAPPED.test(output.line ?? '');
  const alone = output.seen === undefined ? readAlone(text, (output.exit ?? 0) !== 0, reader.agent) : text.slice(0, output.seen);
  const { cwd, session, call } = reader.told;
  const { raw, base } = baselineOf(text, alone);
  (reader.record ?? record)({
    command: commandShape(routed.argv),
    ...marksOf(routed.argv, trimmer(output.line)),
    ...(routed.name !== undefined && routed.filter ? { filter: routed.name } : {}),
    level,
    ...(output.exit === undefined ? {} : { exit: output.exit }),
    bytes: [Buffer.byteLength(text), Buffer.byteLength(shown ?? alone)],
    ...(counted ? {} : { tokens: [raw, shown === undefined ? base : tokensOf(shown)] as const, ...(base < raw ? { base } : {}) }),
    ms: Math.round(ms * 10) / 10,
    own: Math.round(performance.now() - (reader.began ?? 0)),
    ...(handle === undefined ? {} : { handle }),
    ...(hidden > 0 ? { hidden } : {}),
    ...(why === undefined ? {} : { why }),
    via: shown === undefined ? 'seen' : 'replace',
    agent: reader.agent,
    ...(session === undefined ? {} : { session: session.slice(0, 80) }),
    ...(call === undefined ? {} : { call: call.slice(0, 80) }),
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** "git log | head -20" is not the same as "git log". */
function trimmer(line = ''): string {
  const at = line.indexOf('|');
  return at < 0 ? '' : line.slice(at);
}
