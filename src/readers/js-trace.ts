/** JavaScript error texts: message, code frame and stack told apart. Shared by the test runners' filters. */

import { omitted } from '../marks.ts';

export interface Told {
  /** `path:line` of the first frame in the user's code. */
  readonly place?: string;
  /** The message, with the user's further frames as `at path:line`. */
  readonly lines: readonly string[];
}

// "    > 12 |   expect(x)", "     12|   expect(x)", "  3  |    const y"
const CODE = /^\s*(?:>\s*)?\d+\s*\|(?:\s|$)/;
// "       |           ^", "      |   ~~~"
const CARET = /^\s*\|\s*(?:[\^~]+\s*)?$/;
// "    at Object.toBe (tests/cart.test.js:9:57)", "   at src/tax.js:4", " ❯ total src/cart.js:6:32", "  › test/cart.js:5:38"
const FRAME =
  /^\s*(at|❯|›)\s+(?!\s)(?:.*?[ (])?((?:file:\/\/|node:)?(?:[A-Za-z]:)?[^\s():]+|(?<=\()(?:file:\/\/|node:)?(?=[^():]*\/)[^():]+):(\d+)(?::\d+)?\)?(?: \{|,)?$/;
// "    at async Promise.all (index 0)", "    at new Promise (<anonymous>)", "    at <anonymous>", "  ... 4 lines matching cause stack trace ..."
const NO_PLACE = /^\s*at .*(?:\)|<\w+>)(?: \{|,)?$|^\s*\.\.\. \d+ lines matching cause stack trace \.\.\.$|^\s*❯ \S+ <anonymous>$/;
const FOREIGN = /node_modules|^node:|^internal\/|^native$|^index$/i;

/** At most this many frames of the user's code per error. */
const FRAMES = 6;

export interface TraceFrame {
  /** `path:line`, undefined for a frame that is not in the user's code. */
  readonly place: string | undefined;
  readonly mark: string;
}

export function frameOf(line: string): TraceFrame | undefined {
  const [, mark = 'at', path = '', number = ''] = FRAME.exec(line) ?? [];
  if (path !== '') return { mark, place: FOREIGN.test(path) ? undefined : `${path.replace('file://', '')}:${number}` };
  return NO_PLACE.test(line) ? { mark: 'at', place: undefined } : undefined;
}

export function isCode(line: string): boolean {
  return CODE.test(line) || CARET.test(line);
}

/** What the lines of one error say. */
export function told(block: readonly string[]): Told {
  const lines: string[] = [];
  const places: string[] = [];
  let foreign: { at: number; line: string } | undefined;
  for (const line of withoutCode(withoutBoilerplate(block))) {
    const frame = frameOf(line);
    if (!frame) lines.push(line.trimEnd());
    else if (frame.place === undefined) foreign ??= /node:|at <\w+>$/.test(line) ? undefined : { at: lines.length, line };
    else if (!places.some((each) => samePlace(each, frame.place ?? '')) && places.length < FRAMES) {
      if (places.length > 0) lines.push(`${indentOf(line)}${frame.mark} ${frame.place}`);
      places.push(frame.place);
    }
  }
  if (foreign && places.length === 0) lines.splice(foreign.at, 0, foreign.line);
  const told = diffsTrimmed(tidied(lines));
  return places[0] === undefined ? { lines: told } : { place: places[0], lines: told };
}

// "    > 12 |   expect(x)", "       |           ^"
const POINTER = /^\s*>\s*\d+\s*\||^\s*\|\s*[\^~]/;

/** A run of numbered lines is a code frame if it points at something or is long; a single one is part of the message. */
function withoutCode(block: readonly string[]): string[] {
  const kept: string[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length < 3 && !run.some((line) => POINTER.test(line))) kept.push(...run);
    run = [];
  };
  for (const line of block) {
    if (isCode(line)) {
      run.push(line);
      continue;
    }
    close();
    kept.push(line);
  }
  close();
  return kept;
}

/** `/home/dev/app/src/a.js:3` is `src/a.js:3`. */
function samePlace(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}

// "    Require stack:", "    - /home/dev/node_modules/jest/bin/jest.js"
const STACK_ENTRY = /^\s+(?:- )?(?=\S*node_modules\/\S)\S+$/;

/** Without the advice that jest gives for every file it cannot parse, and without the packages in a list of requiring files. */
function withoutBoilerplate(block: readonly string[]): readonly string[] {
  const advice = block.findIndex((line) => /^\s*Jest encountered an unexpected token$/.test(line));
  const details = advice < 0 ? -1 : block.findIndex((line, at) => at > advice && /^\s*Details:$/.test(line));
  const said = details < 0 ? block : [...block.slice(0, advice + 1), ...block.slice(details + 1)];
  return said.some((line) => /^\s*Require stack:$/.test(line)) ? said.filter((line) => !STACK_ENTRY.test(line)) : said;
}

// "    - Expected  - 2", "- Expected", "    - Snapshot  - 1", "      + expected - actual", "  Difference (- actual, + expected):"
const DIFF = /^\s*(?:- (?:Expected|Snapshot|Actual)\b|\+ (?:expected - actual|actual - expected)$|Difference \()/;

/** Blank lines say nothing but inside a diff. */
function tidied(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let diff = false;
  for (const line of lines) {
    diff ||= DIFF.test(line);
    if (line.trim() !== '' || (diff && kept.at(-1)?.trim() !== '')) kept.push(line);
  }
  while (kept.at(-1)?.trim() === '') kept.pop();
  return kept;
}

/** Longer diffs lose unchanged lines. */
const WHOLE_DIFF = 60;
/** Unchanged lines kept on each side of a change. */
const AROUND = 3;

function diffsTrimmed(lines: string[]): string[] {
  const start = lines.findIndex((line) => DIFF.test(line));
  if (start < 0 || lines.length - start <= WHOLE_DIFF) return lines;
  const changed = lines.map((line, at) => at <= start || /^\s*[-+](?:\s|$)|^[-+]|^\s*(?:at|❯|›) /.test(line));
  const near = lines.map((_, at) => changed.slice(Math.max(0, at - AROUND), at + AROUND + 1).includes(true));
  return gapsCounted(lines, near);
}

function gapsCounted(lines: readonly string[], keep: readonly boolean[]): string[] {
  const kept: string[] = [];
  let gap: string[] = [];
  const close = () => {
    if (gap.length > 2) kept.push(omitted(gap.length));
    else kept.push(...gap);
    gap = [];
  };
  for (const [at, line] of lines.entries()) {
    if (!keep[at]) {
      gap.push(line);
      continue;
    }
    close();
    kept.push(line);
  }
  close();
  return kept;
}
