import { UsageError } from '../errors.ts';
import { outline } from '../filter/outline.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { say } from '../io/say.ts';
import { write } from '../io/write.ts';
import { linesOf } from '../text.ts';
import type { read as defined } from './define/reading.ts';
import type { OptionsOf } from './define/word.ts';
import { countFrom, lineRange } from './line-range.ts';

interface Options {
  readonly files: readonly string[];
  readonly from: number;
  readonly to: number;
  /** So many lines from the end instead. */
  readonly tail?: number;
  /** Not the whole file. */
  readonly window: boolean;
  /** What is left out is counted. */
  readonly counted: boolean;
  readonly numbers: boolean;
  readonly level: 'exact' | 'outline';
}

/** `rtk read <file…> [--lines a-b] [-n] [--level outline]`: exact text; a window carries the file's own line numbers. */
export function run(args: readonly string[], given: OptionsOf<typeof defined>): number {
  const options = optionsOf(args, given);
  for (const file of options.files) {
    const data = fileBytes(file);
    if (options.files.length > 1) say(`==> ${file} <==`);
    if (options.level === 'outline') showOutline(file, data);
    else if (options.numbers || options.window) showWindow(file, data, options);
    else write(1, data);
  }
  return 0;
}

/** Lines as Latin-1, so that their bytes stay what they were. */
function showWindow(file: string, data: Buffer, { from, to, tail, numbers, counted }: Options): void {
  const all = linesOf(data.toString('latin1'));
  const first = tail === undefined ? from : Math.max(1, all.length - tail + 1);
  const lines = all.slice(first - 1, tail === undefined ? to : undefined);
  const ended = data.length === 0 || data[data.length - 1] === 10 || first - 1 + lines.length < all.length;
  const text = lines.map((line, index) => (numbers ? `${first + index}\t${line}` : line)).join('\n');
  write(1, Buffer.from(lines.length > 0 && (ended || numbers) ? `${text}\n` : text, 'latin1'));
  const left = all.length - to;
  if (counted && left > 0) say(`[+${left} lines: rtk read ${file} --lines ${to + 1}-${all.length}]`);
}

function showOutline(file: string, data: Buffer): void {
  const lines = linesOf(data.toString('utf8'));
  const kept = outline(lines);
  if (kept.length === 0 || kept.length > lines.length * 0.7) {
    write(1, data);
    return;
  }
  const shown: string[] = [];
  let next = 1;
  for (const { number, text } of [...kept, { number: lines.length + 1, text: '' }]) {
    if (number > next) shown.push(`[+${number - next} lines: rtk read ${file} --lines ${next}-${number - 1}]`);
    if (number <= lines.length) shown.push(`${number}\t${text}`);
    next = number + 1;
  }
  say(shown.join('\n'));
}

function optionsOf(files: readonly string[], given: OptionsOf<typeof defined>): Options {
  const windows = ['--lines', '--head-lines', '--tail-lines', '--max-lines'].filter((name) => given[keyOf(name)] !== undefined);
  if (windows.length > 1) throw new UsageError(`read: ${windows.join(' and ')} ask for different lines; give one of them.`);
  const [from, to] = given.lines === undefined ? [1, Number.POSITIVE_INFINITY] : lineRange(given.lines);
  const count = (name: string) => {
    const text = given[keyOf(name)];
    return text === undefined ? undefined : countFrom(name, text, 'number of lines', 0);
  };
  const [head, tail, most] = [count('--head-lines'), count('--tail-lines'), count('--max-lines')];
  return {
    files,
    from,
    to: head ?? most ?? to,
    ...(tail === undefined ? {} : { tail }),
    window: given.lines !== undefined || head !== undefined || most !== undefined || tail !== undefined,
    counted: most !== undefined,
    numbers: given.lines !== undefined || given.numbers === true || given.lineNumbers === true,
    level: given.level === 'outline' || given.level === 'aggressive' ? 'outline' : 'exact',
  };
}

function keyOf(name: string): 'lines' | 'headLines' | 'tailLines' | 'maxLines' {
  return name === '--lines' ? 'lines' : name === '--head-lines' ? 'headLines' : name === '--tail-lines' ? 'tailLines' : 'maxLines';
}
