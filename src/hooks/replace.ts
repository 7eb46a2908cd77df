/** One text that the model is about to read → a shorter one that says the same, recorded; or the reason why it stays. */

import { readFileSync, statSync } from 'node:fs';
import { routeBehindRtk } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { type Filtered, filter } from '../filter/filter.ts';
import { log } from '../filter/generic.ts';
import { plain } from '../filter/plain.ts';
import { tokensOf } from '../filter/tokens.ts';
import { commandShape, marksOf } from '../journal/command-shape.ts';
import { record } from '../journal/record.ts';
import type { Route } from '../route/route.ts';
import { type Part, partsOf } from '../shell/parts.ts';
import { sourceOf } from '../shell/source.ts';
import { keep } from '../store/store.ts';
import type { Level } from '../types.ts';
import { readAlone, UNSEEN } from '../window/limits.ts';
import { foldedBeside, linesIn } from './kept-lines.ts';
import { type Printed, printedBy } from './printed-by.ts';
import type { Output } from './types.ts';

interface Reader {
  readonly agent: string;
  readonly config: Config;
  readonly window: (failed: boolean) => number;
  readonly told: { readonly cwd?: string; readonly session?: string; readonly call?: string };
  /** `performance.now()` when work for the event began; 0, the start of the process, where one process answers one event. */
  readonly began?: number;
}

export interface Replacement {
  readonly text?: string;
  readonly why?: string;
}

/** Bytes of a kept text that are read within the time that a hook has. */
const LARGEST = 4 * 1024 * 1024;

export function replacement(output: Output, reader: Reader): Replacement {
  const parts = output.file === undefined && !output.stderr && output.line !== undefined ? partsOf(output.line, output.text) : undefined;
  return parts ? joined(parts, output, reader) : whole(output, reader);
}

/** Each command's text is read by its own filter; of a list only the last one's exit status is known. */
function joined(parts: readonly Part[], { exit, text: all }: Output, reader: Reader): Replacement {
  // What the agent would have cut from the whole is no saving of the parts.
  const rate = readAlone(all, (exit ?? 0) !== 0, reader.agent).length / Math.max(1, all.length);
  const share = (failed: boolean) => Math.floor(reader.window(failed) / parts.length);
  const results = parts.map(({ line, text }, at): Replacement => {
    if (line === undefined || text === '') return { why: 'a heading' };
    const seen = rate < 1 ? { seen: Math.floor(text.length * rate) } : {};
    return whole({ line, text, ...seen, ...(exit !== undefined && at === parts.length - 1 ? { exit } : {}) }, { ...reader, window: share });
  });
  if (results.every(({ text }) => text === undefined))
    return results.find(({ why }) => why !== 'a heading') ?? { why: 'nothing to replace' };
  return { text: results.map(({ text }, at) => text ?? parts[at]?.text ?? '').join('') };
}

function whole(output: Output, reader: Reader): Replacement {
  const started = performance.now();
  const routed = routeOf(output, reader);
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
  if (routed.redrawn) return bared(text, plain(text), output);
  if (routed.kept) return bared(text, foldedBeside(text, routed.kept), output);
  if (!routed.filter) return { why: routed.why ?? 'no filter' };
  const { stderr = '' } = output;
  const exit = routed.masked && output.exit === 0 ? undefined : output.exit;
  const window = output.file === undefined ? reader.window(exit !== undefined && exit !== 0) : UNSEEN;
  let handle: string | undefined;
  const data = Buffer.from(text);
  const handleOf = () => (handle ??= keep({ argv: routed.argv, exit: exit ?? 0, stdout: data, stderr: Buffer.alloc(0), merged: data }));
  const result = filter({ stdout: text, stderr, text, exit }, routed, { level, handle: handleOf, window });
  if (!isBetter(result, output)) return { why: result.why };
  return { shown: text.endsWith('\n') ? result.text : result.text.replace(/\n$/, ''), handle, hidden: result.hidden };
}

interface Routed extends Route {
  /** No filter knows it; only what says nothing goes. */
  readonly lossless?: boolean;
  /** A script of the user's printed it, of which a terminal shows the last state of a line. */
  readonly redrawn?: boolean;
  /** Lines of files that stand in it. */
  readonly kept?: ReadonlySet<string>;
  /** A status of 0 may be another command's. */
  readonly masked?: boolean;
}

function routeOf(output: Output, { config, told }: Reader): Routed {
  const route = (argv: readonly string[]) => routeBehindRtk(argv, config);
  if (output.as) return route(output.as);
  if (output.line === undefined) return repeats(['text'], !isData(output.text));
  const { line } = output;
  const mixed = () => ofSeveral(printedBy(line, route), line, output.text, told.cwd);
  if (WRAPPED.test(line)) return mixed();
  const source = sourceOf(line, route);
  if (source.kind === 'one' && source.route.argv[0] === 'rtk') return { argv: source.route.argv, why: WHY_WRAPPED };
  if (source.kind === 'one' && (source.route.filter || !source.route.why?.startsWith('no filter for')))
    return { ...source.route, masked: source.masked };
  return mixed();
}

function ofSeveral({ kind, files, folders = [] }: Printed, line: string, text: string, cwd: string | undefined): Routed {
  const argv = [line.trim().split(/\s/, 1)[0] ?? 'sh'];
  if (kind === 'rtk') return { argv: ['rtk'], why: WHY_WRAPPED };
  if (kind === 'text' || isData(text)) return repeats(argv, !isData(text));
  const kept = files && cwd !== undefined ? linesIn(files, { cwd, folders }, text) : undefined;
  if (kept) return { argv, name: 'log', filter: log, kept };
  return { ...repeats(argv, false), redrawn: kind === 'script' };
}

// "rtk git status", "cd app && '/opt/my tools/rtk' npm test"; but not "cd ~/rtk && npm test"
const WRAPPED = /(?:^|[;&|({\n]|\b(?:do|then|else))\s*(?:[^\s'";&|]*[\\/]|(['"])[^'"]*[\\/])?rtk(?:-node)?(?:\.exe)?\1?\s+\S/;
const WHY_WRAPPED = 'it already runs through rtk';

function repeats(argv: readonly string[], lossless: boolean): Routed {
  return lossless ? { argv, name: 'log', filter: log, lossless } : { argv, why: WHY_CONTENT };
}

const WHY_CONTENT = 'it may be data, or the content of a file';

/** A text with Windows line ends or NULs stays. */
function bared(text: string, shown: string, { file }: Output): Shorter {
  if (/\r\n|\0/.test(text) || shown.trim() === '' || shown.length >= text.length) return { why: WHY_CONTENT };
  return file !== undefined && shown.length > UNSEEN ? { why: WHY_CONTENT } : { shown };
}

function isData(text: string): boolean {
  return /^\s*[[{<]/.test(text);
}

function contentOf(file: string): string | undefined {
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

/** What is left as it is counts, too: it is part of what the model read. Its tokens do not where a part of it was counted behind `rtk` already. */
function note(
  { output, routed, reader, text, level }: Job,
  { shown, why, handle, hidden = 0, ms }: Shorter & { readonly ms: number },
): void {
  if (routed.argv[0] === 'rtk') return;
  const counted = shown === undefined && WRAPPED.test(output.line ?? '');
  const alone = output.seen === undefined ? readAlone(text, (output.exit ?? 0) !== 0, reader.agent) : text.slice(0, output.seen);
  const { cwd, session, call } = reader.told;
  const base = tokensOf(alone);
  const raw = alone === text ? base : tokensOf(text);
  record({
    command: commandShape(routed.argv),
    ...marksOf(routed.argv, trimmer(output.line)),
    ...(routed.name === undefined || !routed.filter ? {} : { filter: routed.name }),
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
