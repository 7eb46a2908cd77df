/** The ERRORS and FAILURES sections of pytest: what failed, where, and why. */

import { isMark, omitted } from '../marks.ts';
import { dedent } from '../text.ts';
import { isCounts, isEven, LONGEST } from './pytest-report.ts';

/** One block under a `____ title ____` line. */
export interface Block {
  readonly title: string;
  readonly place?: string;
  readonly lines: readonly string[];
  /** The first line of the exception. */
  readonly message: string;
}

export interface Wishes {
  /** `--showlocals`: the values of variables are wanted. */
  readonly locals: boolean;
  /** Folds what a test printed. */
  readonly fold: (lines: readonly string[]) => string[];
}

// "_____________ TestCart.test_total ______________"
const TITLE = /^_+ (?=[_ ]*[^_ ])(.*) _+$/;
// a test of a pytest plugin printed a report of its own
const INNER = /^=+ test session starts =+$/;
// "----------------- Captured stdout call -----------------"
const CAPTURED = /^-{3,} (Captured .*|generated .*) -{3,}$/;

/** The blocks, and the lines before the first title. Titles are as wide as the banner above them. */
export function blocksOf(lines: readonly string[], width: number, wishes: Wishes): { blocks: Block[]; loose: string[] } {
  const loose: string[] = [];
  const found: { title: string; lines: string[] }[] = [];
  let inner = false;
  for (const line of lines) {
    inner = isCounts(line) ? false : inner || INNER.test(line);
    const wide = line.length >= width - 1 && line.length <= LONGEST;
    const title = !inner && wide && isEven(line) ? TITLE.exec(line)?.[1] : undefined;
    if (title !== undefined) found.push({ title, lines: [] });
    else (found.at(-1)?.lines ?? loose).push(line);
  }
  return { blocks: found.map(({ title, lines: body }) => blockOf(title, body, wishes)), loose };
}

interface Frame {
  readonly place: string;
  /** The failing statement. */
  readonly code: readonly string[];
  /** `E` lines and links of an exception chain that stand before the place. */
  readonly said: readonly string[];
  readonly users: boolean;
}

function blockOf(title: string, body: readonly string[], wishes: Wishes): Block {
  const cut = body.findIndex((line) => CAPTURED.test(line));
  const trace = cut < 0 ? body : body.slice(0, cut);
  const captured = cut < 0 ? [] : capturedOf(body.slice(cut), wishes);
  const frames = title.startsWith('[doctest]') ? doctest(trace) : framesOf(trace, wishes);
  const place = frames.find((frame) => frame.users && frame.place !== '')?.place;
  const chosen =
    place === undefined
      ? frames.map(saidOnly)
      : frames.filter((frame, index) => frame.users || index === frames.length - 1 || frame.said.length > 0);
  const lines = chosen.flatMap((frame) => linesOfFrame(frame, place));
  const message =
    lines
      .find((line) => line.startsWith('E '))
      ?.slice(2)
      .trim() ?? '';
  return { title, ...(place === undefined ? {} : { place }), lines: [...withoutRepeats(lines), ...captured], message };
}

/** Frames of a recursion: more than three equal lines are said once, counted and said again. */
function withoutRepeats(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    if (line !== lines[index - 1]) return [line];
    const [start, end] = [
      lines.findLastIndex((each, at) => at < index && each !== line) + 1,
      lines.findIndex((each, at) => at > index && each !== line),
    ];
    const count = (end < 0 ? lines.length : end) - start;
    if (count <= 3 || index === start + count - 1) return [line];
    return index === start + 1 ? [omitted(count - 2, 'equal lines', 0)] : [];
  });
}

/** Of a trace that never leaves the libraries only the exception counts. */
function saidOnly(frame: Frame): Frame {
  return frame.users ? frame : { ...frame, place: '', code: [] };
}

function linesOfFrame(frame: Frame, place: string | undefined): string[] {
  const [first, ...more] = frame.code;
  const where = frame.place === '' || frame.place === place ? '>' : `${frame.place}:`;
  const code = first === undefined ? (where === '>' ? [] : [frame.place]) : [`${where} ${first}`, ...more.map((line) => `    ${line}`)];
  return [...code, ...frame.said];
}

// "tests/test_cart.py:13: AssertionError", "src/shop/cart.py:41: ", "tests/test_cart.py:13: in test_total", "C:\a\test_x.py:3: in f"
const PLACE = /^((?:[A-Za-z]:)?[^\s:][^:]*:\d+)(?:: ?(in .+|[\w.]*))?$/;
// '  File "/home/dev/shop/tests/test_orders.py", line 28, in test_over'
const NATIVE = /^ *File "(.+)", line (\d+), in (.+)$/;
const FOREIGN = /site-packages[\\/]|dist-packages[\\/]|[\\/]lib[\\/]python3|^<frozen |[\\/]_pytest[\\/]|[\\/]importlib[\\/]/;
const CHAIN = /^(?:The above exception was the direct cause|During handling of the above exception)/;
// "    ^^^^^^^^", "       ~~~~~~^^^^^^^"
const CARETS = /^\s*[\^~]+\s*$/;
// "_ _ _ _ _ _" between two frames
const SEPARATOR = /^(?:_ )+_?$/;
// "[gw1] linux -- Python 3.11.7 /home/dev/v/bin/python"
const DECOR = /^(?:\[gw\d+\] .* -- Python .*|Traceback(?: \(most recent call last\))?:|Hint: make sure your test modules.*)$/;

/** Lines between two places belong to the frame whose place follows (long style) or stands before (short style). */
function framesOf(lines: readonly string[], wishes: Wishes): Frame[] {
  const frames: Frame[] = [];
  let open = newFrame();
  let inStatement = false;
  const close = () => {
    if (open.place !== '' || open.code.length > 0 || open.said.length > 0) frames.push({ ...open, said: exceptionLines(open.said) });
    open = newFrame();
    inStatement = false;
  };
  for (const [index, line] of lines.entries()) {
    const place = PLACE.exec(line);
    const native = NATIVE.exec(line);
    if (place?.[2]?.startsWith('in ') || native) {
      close();
      open = { ...newFrame(), place: native ? `File "${native[1]}", line ${native[2]}` : (place?.[1] ?? ''), users: !FOREIGN.test(line) };
      inStatement = true;
    } else if (place) {
      open = { ...open, place: place[1] ?? '', users: !FOREIGN.test(line) };
      close();
    } else if (/^E( |$)/.test(line)) open.said.push(line);
    else if (CHAIN.test(line)) {
      close();
      frames.push({ ...newFrame(), said: [line] });
    } else if (line.startsWith('>')) {
      open.code.push(line.slice(1).trim());
      inStatement = true;
    } else if (SEPARATOR.test(line)) close();
    else if (DECOR.test(line) || CARETS.test(line) || line.trim() === '') inStatement = inStatement && line.trim() !== '';
    else if (inStatement && /^\s/.test(line)) open.code.push(line.trim());
    else if (!/^\s/.test(line) && (wishes.locals || !isArgument(line, lines[index - 1]))) open.said.push(line);
  }
  close();
  return frames;
}

function newFrame(): Frame & { code: string[]; said: string[] } {
  return { place: '', code: [], said: [], users: true };
}

// "self = <test_cart.TestCart object at 0x7fa0b2d15d50>", "path = '/nonexistent.json', defaults = {}"
function isArgument(line: string, above: string | undefined): boolean {
  return /^\w+ += \S/.test(line) || (above !== undefined && /^\w+ += /.test(above));
}

/** `E` lines less the common indent; the first one keeps its `E`, unchanged lines of a long diff are folded, hints go. */
function exceptionLines(said: readonly string[]): string[] {
  const out: string[] = [];
  let run: string[] = [];
  const flush = () => {
    out.push(...withoutHints(dedent(run)).map((line, index) => (isMark(line) ? line : index === 0 ? `E ${line}` : `  ${line}`)));
    run = [];
  };
  for (const line of said) {
    if (/^E( |$)/.test(line)) run.push(line.slice(1));
    else {
      flush();
      out.push(line);
    }
  }
  flush();
  return out;
}

// "?       ^", "Use -v to get more diff"
const HINT = /^\s*(?:\?[\s^+-]*|Use -v to get (?:more diff|the full diff))$/;

/** An explanation without blank lines, pointers and hints, its diff folded. */
export function withoutHints(lines: readonly string[]): string[] {
  return foldContext(withoutPointers(lines));
}

export function withoutPointers(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '' && !HINT.test(line));
}

/** Runs of more than eight lines that are the same on both sides of a diff keep three at each end. */
function foldContext(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => /Full diff|^\s+[-+] (?! *(?:where|and) )/.test(line));
  if (from < 0) return [...lines];
  const out = lines.slice(0, from + 1);
  let run: string[] = [];
  const flush = () => {
    const cut = run.length > 8 ? run.slice(3, -3) : [];
    const shown = new Set([...run.slice(0, 3), ...run.slice(-3)]);
    const hidden = cut.filter((line) => !shown.has(line)).length;
    out.push(...(cut.length > 0 ? [...run.slice(0, 3), omitted(cut.length, 'lines', hidden), ...run.slice(-3)] : run));
    run = [];
  };
  for (const line of lines.slice(from + 1)) {
    if (/^\s*[-+] /.test(line)) flush();
    if (/^\s*[-+] /.test(line)) out.push(line);
    else run.push(line);
  }
  flush();
  return out;
}

/** Expected and Got with the statement above them. */
function doctest(lines: readonly string[]): Frame[] {
  const found = lines.findIndex((line) => /^(?:Expected|Got|UNEXPECTED EXCEPTION|Differences)/.test(line));
  const example = found > 0 ? [(lines[found - 1] ?? '').replace(/^\d+ +/, '')] : [];
  const place = lines.map((line) => PLACE.exec(line)?.[1]).find((each) => each !== undefined) ?? '';
  const said = lines.slice(Math.max(found, 0)).filter((line) => line.trim() !== '' && !PLACE.test(line));
  return [{ place, code: example, said, users: true }];
}

const SHOWN_OUTPUT = 16;

/** What the test printed and logged: short ones whole, of long ones the ends; repeats folded. */
function capturedOf(lines: readonly string[], wishes: Wishes): string[] {
  const out: string[] = [];
  let body: string[] = [];
  const flush = () => {
    const rows = wishes.fold(body.filter((line) => line.trim() !== ''));
    const cut = rows.length > SHOWN_OUTPUT ? rows.slice(4, 4 - SHOWN_OUTPUT) : [];
    out.push(...(cut.length > 0 ? [...rows.slice(0, 4), omitted(cut.length), ...rows.slice(4 - SHOWN_OUTPUT)] : rows));
    body = [];
  };
  for (const line of lines) {
    const header = CAPTURED.exec(line)?.[1];
    if (header === undefined) body.push(line);
    else {
      flush();
      out.push(`${header}:`);
    }
  }
  flush();
  return out;
}
