/** Filter + Run → Filtered: the laws, in one place. Pure: the same input gives the same bytes. */

import { countedBy, hasMark, hidesPlaces, isMark, omitted, withHandle, withoutMarks } from '../marks.ts';
import type { Route } from '../route/route.ts';
import { clip, linesOf } from '../text.ts';
import type { Exit, Filter, Level, Run, Shape } from '../types.ts';
import { type Read, readWith, withoutLauncher } from './apply.ts';
import { asPrinted } from './as-printed.ts';
import { account, unlike } from './compare.ts';
import { type Evidence, evidenceIn } from './evidence.ts';
import { isFiltered } from './filtered-before.ts';
import { BUDGET, fit } from './fit.ts';
import { plain, quoted } from './plain.ts';
import { putBack } from './put-back.ts';
import { unstamped, withoutOwners } from './stamps.ts';
import { tokensOf } from './tokens.ts';

/** What a command printed, undecoded escape sequences and all. */
export interface Captured {
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they arrived. */
  readonly text: string;
  readonly exit: Exit;
}

export interface FilterOptions {
  readonly level: Level;
  /** The id under which the raw text can be recalled; undefined if it cannot be kept, and then nothing is hidden. Asked at most once. */
  readonly handle: () => string | undefined;
  /** Can the text behind this handle be given back? A line that looks like a marker of ours and cannot is one that the command printed. */
  readonly resolves?: (handle: string) => boolean;
  /** Characters that the reader gets to see at most; 0 or absent: no window. */
  readonly window?: number;
}

export interface Filtered {
  /** False: the raw streams are to be printed as they came. */
  readonly changed: boolean;
  /** The result, ending in a newline; the raw text if nothing changed. With `stderr: 'apart'` stdout's alone. */
  readonly text: string;
  /** Raw lines that are behind a marker. */
  readonly hidden: number;
  /** Is the raw stderr to be printed beside `text`? */
  readonly stderrApart: boolean;
  /** Why the raw text is shown, for `rtk explain` and the journal. */
  readonly why?: string;
}

/** Under this many tokens nothing is touched; up to `RESTATED` nothing is hidden. */
const SMALL = 40;
const RESTATED = 200;
// no text has these, whatever its encoding
const BINARY = /[\0-\x06\x10-\x1a\x1c-\x1f]/;

/** Any doubt, any throw: the raw text. */
export function filter(captured: Captured, routed: Route, options: FilterOptions): Filtered {
  const apart = routed.filter?.stderr === 'apart';
  const raw = apart ? captured.stdout : captured.text;
  try {
    const result = compact(raw, captured, routed, options);
    if (typeof result !== 'string') {
      const filtered = { ...result, changed: true, stderrApart: apart };
      return options.level === 'lossless' ? windowed(filtered, routed, options) : filtered;
    }
    return windowed({ changed: false, text: raw, hidden: 0, stderrApart: apart, why: result }, routed, options);
  } catch {
    return { changed: false, text: raw, hidden: 0, stderrApart: apart, why: 'the filter failed' };
  }
}

interface Result {
  readonly text: string;
  readonly hidden: number;
}

/** The result, or why there is none. */
function compact(raw: string, captured: Captured, routed: Route, options: FilterOptions): Result | string {
  const before = tokensOf(raw);
  if (before < SMALL) return 'too small';
  if (BINARY.test(raw)) return 'binary';
  const text = plainOf(raw, routed);
  if (text === undefined) return 'escape sequences of a file';
  if (isFiltered(text, options.resolves)) return 'already filtered';
  if (!routed.filter) return routed.why ?? 'no filter';
  if (holdsBytesOfFiles(raw, text, routed)) return 'its control characters are the bytes of a file';
  if (options.level === 'lossless')
    return smaller(
      (routed.prints === 'words' || routed.prints === 'tasks') && !routed.filter.quotes ? lossless(text) : linesOf(text),
      0,
      raw,
      options,
    );
  const unclipped = unstamped(text, routed.filter);
  const logged = routed.filter.whole ? unclipped : clipped(unclipped);
  const run: Run = {
    argv: routed.argv,
    ...streams(captured, raw, logged, routed.filter),
    exit: captured.exit,
    level: options.level,
    ...(options.window ? { window: options.window } : {}),
  };
  const read = readWith(routed.filter, withoutLauncher(run, routed));
  if (!read) return 'unknown text';
  const ruled = underLaws(read, unclipped, run);
  if (typeof ruled === 'string') return ruled;
  if (ruled.hidden > 0 && before <= RESTATED) return 'too small to hide anything';
  const lines =
    read.foreign && !read.readsBack && routed.prints !== 'words' && routed.prints !== 'tasks'
      ? asPrinted(ruled.lines, linesOf(text))
      : ruled.lines;
  return smaller(fit(lines, Math.min(options.window || BUDGET, BUDGET)), ruled.hidden, raw, options);
}

/** What a reader sees of a text; undefined if a quoted file has escape sequences of its own. */
function plainOf(raw: string, routed: Route): string | undefined {
  return routed.filter?.quotes ? quoted(raw, routed.argv) : withoutMarkup(plain(raw), routed.filter);
}

/** Longer lines are cut for the filter, with their count, so that no pattern meets a line without end. */
const LONGEST = 16_384;

function clipped(text: string): string {
  if (!text.split('\n').some((line) => line.length > LONGEST)) return text;
  const short = (line: string) => `${clip(line, LONGEST)}${omitted(line.length - clip(line, LONGEST).length, 'characters', 1)}`;
  return text
    .split('\n')
    .map((line) => (line.length > LONGEST ? short(line) : line))
    .join('\n');
}

type Streams = Pick<Run, 'stdout' | 'stderr' | 'text'>;

function streams(captured: Captured, raw: string, text: string, filter: Filter): Streams {
  const read = (stream: string) => clipped(unstamped(withoutMarkup(plain(stream), filter), filter));
  return { stdout: captured.stdout === raw ? text : read(captured.stdout), stderr: read(captured.stderr), text };
}

/** Colours that a tool writes as words of its own are no words of what it says. */
export function withoutMarkup(text: string, filter: Filter | undefined): string {
  return (filter?.markup ?? []).reduce((rest, pattern) => rest.replace(new RegExp(pattern, 'g'), ''), text);
}

/** Laws 5 to 8: nothing made up, evidence put back, the rest counted. Or why the raw text must be shown. */
function underLaws(read: Read, text: string, run: Run): { lines: string[]; hidden: number } | string {
  if (read.readsBack) return { lines: [...read.lines], hidden: counted(read.lines) };
  const said = withoutTimes(withoutMarks(read.lines.filter((line) => !isMark(line)).join('\n')), text);
  const noise = (read.filter.noise ?? []).map((pattern) => new RegExp(pattern));
  const { bare, owners } = withoutOwners(text, read.filter);
  const found = account(bare, said, noise, {
    own: [...owners, ...(read.kind === 'tests' ? ['FAIL'] : [])],
    placesCut: read.lines.some(hidesPlaces),
    prefixes: read.prefixes ?? [],
  });
  if (found.invented !== undefined) return `the result says "${found.invented}", the tool did not`;
  const failed = run.exit !== undefined && run.exit !== 0 && !read.filter.answers?.includes(run.exit);
  const unsaid = read.kind === 'log' ? found.missing.filter(unlike(read.lines)) : found.missing;
  const missing = missingLines(unsaid, read.content);
  const appended = new Set(missing.map((item) => item.text.trim()));
  const hints = (read.filter.hints ?? []).map((pattern) => new RegExp(pattern));
  const lost = stillHidden(found.hidden, appended).filter((line) => !hints.some((hint) => hint.test(line))).length;
  if (appended.size > 4 && appended.size > linesOf(text).length * 0.4) return 'too much evidence missing';
  const shown = putBack(read.lines, linesOf(bare), missing);
  if (failed && lost > 0 && !showsFailure(shown, read.kind)) return 'the failure would not be seen';
  const rest = Math.max(0, lost - counted(read.lines));
  const exit = failed && !new RegExp(`exit(?:ed)? (?:status|code|with code)?:? ?${run.exit}\\b`).test(said) ? `[exit ${run.exit}]` : '';
  const end = [exit, rest > 0 ? omitted(rest) : ''].filter((part) => part !== '').join(' ');
  return { lines: end === '' ? shown : [...shown, end], hidden: Math.max(lost, counted(read.lines)) };
}

/** How often a line stood there, `(×38)`, is said by us: no word of the tool's. */
function withoutTimes(said: string, raw: string): string {
  return raw.includes('(×') ? said : said.replace(/ \(×\d+\)$/gm, '');
}

/** A line that stood several times is put back once: the others stay hidden. */
function stillHidden(hidden: readonly string[], putBack: ReadonlySet<string>): string[] {
  const left = new Set(putBack);
  return hidden.filter((line) => !left.delete(line.trim()));
}

// "jinja2.exceptions.UndefinedError: 'int object' has no attribute 'z'", "Extension error!"
const UNCAUGHT = /^\s*(?:[a-z_]\w*\.){1,8}[A-Z]\w*(?:: |$)|^Traceback \(most recent call last\):$|^\w+ error[!:]/;

/** A row of findings, `  26:2 unreachable code`, is one without the words. */
function showsFailure(lines: readonly string[], kind: Shape['kind']): boolean {
  return (
    evidenceIn(lines.join('\n'), []).length > 0 ||
    lines.some((line) => UNCAUGHT.test(line)) ||
    (kind === 'diagnostics' && lines.some((line) => /^\s+\d+(?::\d+)?(?: \d+(?::\d+)?)* \S/.test(line)))
  );
}

/** Evidence that the result must still show. In quoted content only the tool's own complaints are evidence. */
function missingLines(missing: readonly Evidence[], content: boolean): readonly Evidence[] {
  return content ? missing.filter((item) => /^(?:fatal|error|warning): /.test(item.text)) : missing;
}

/** Raw lines that the filter's own marks count. */
function counted(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + countedBy(line).lines, 0);
}

/** The text with its marks filled in, if that is smaller than the raw text in tokens and in bytes. */
function smaller(lines: readonly string[], hidden: number, raw: string, options: FilterOptions): Result | string {
  const text = `${lines.join('\n')}\n`;
  const marked = hasMark(text) ? withHandle(text, options.handle()) : text;
  if (marked === undefined) return 'the raw text could not be kept';
  if (marked.trim() === '') return 'empty result';
  if (marked.length >= raw.length || tokensOf(marked) >= tokensOf(raw)) return 'not smaller';
  return { text: marked, hidden };
}

/** Escape sequences and carriage returns of a file are what it holds; the colours of a tool begin in its first line. */
function holdsBytesOfFiles(raw: string, text: string, routed: Route): boolean {
  if (raw === text) return false;
  const { prints } = routed;
  if (prints !== 'file' && prints !== 'patch' && prints !== 'hits') return false;
  return prints === 'file' || raw.includes('\r') || !/^[^\n]*\x1b\[/.test(raw);
}

/** Only what says nothing goes: escape sequences, redraws, exact repeats of the line above. */
function lossless(text: string): string[] {
  const lines: string[] = [];
  let [times, above] = [1, ''];
  const flush = () => {
    if (times > 1) lines.push(`${lines.pop()} (×${times})`);
    times = 1;
  };
  for (const line of linesOf(text)) {
    if (line === above && line !== '') times++;
    else {
      flush();
      lines.push(line);
    }
    above = line;
  }
  flush();
  return lines;
}

/** A raw text that the reader's window would cut is cut by us: errors first, counted, with the way back. */
function windowed(result: Filtered, routed: Route, options: FilterOptions): Filtered {
  if (!options.window || result.text.length <= options.window) return result;
  const text = plainOf(result.text, routed) ?? result.text;
  const lines = linesOf(holdsBytesOfFiles(result.text, text, routed) ? result.text : text);
  const cut = withHandle(`${fit(lines, options.window).join('\n')}\n`, options.handle());
  return cut === undefined ? result : { ...result, changed: true, text: cut, hidden: lines.length - linesOf(cut).length };
}
