import { UsageError } from '../errors.ts';
import { outline } from '../filter/outline.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { say } from '../io/say.ts';
import { write } from '../io/write.ts';
import { linesOf } from '../text.ts';

interface Options {
  readonly files: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly numbers: boolean;
  readonly level: 'exact' | 'outline';
}

/** `rtk read <file…> [--lines a-b] [-n] [--level outline]`: exact text; a window carries the file's own line numbers. */
export function run(args: readonly string[]): number {
  const options = optionsOf(args);
  for (const file of options.files) {
    const data = fileBytes(file);
    if (options.files.length > 1) say(`==> ${file} <==`);
    if (options.level === 'outline') showOutline(file, data);
    else if (options.numbers) showWindow(data, options);
    else write(1, data);
  }
  return 0;
}

function showWindow(data: Buffer, { from, to }: Options): void {
  const lines = linesOf(data.toString('latin1')).slice(from - 1, to);
  write(1, Buffer.from(lines.map((line, index) => `${from + index}\t${line}\n`).join(''), 'latin1'));
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

function optionsOf(args: readonly string[]): Options {
  const files: string[] = [];
  const options = { from: 1, to: Number.POSITIVE_INFINITY, numbers: false, level: 'exact' as 'exact' | 'outline' };
  for (let i = 0; i < args.length; i++) {
    const [name = '', inline] = /^(--\w+)=([\s\S]*)$/.exec(args[i] ?? '')?.slice(1) ?? [args[i] ?? ''];
    const value = () => inline ?? args[++i] ?? '';
    if (name === '--lines') Object.assign(options, { ...range(value()), numbers: true });
    else if (name === '-n' || name === '--numbers') options.numbers = true;
    else if (name === '--level') options.level = level(value());
    else if (name.startsWith('-') && name !== '-')
      throw new UsageError(`read has no option \`${name}\`; it has --lines a-b, -n and --level outline.`);
    else files.push(name);
  }
  if (files.length === 0) throw new UsageError('give a file: `rtk read src/main.ts --lines 10-40`.');
  return { ...options, files };
}

function level(text: string): 'exact' | 'outline' {
  if (text !== 'exact' && text !== 'outline') throw new UsageError(`--level: \`${text}\` is no level of read; use exact or outline.`);
  return text;
}

function range(text: string): { from: number; to: number } {
  const found = /^(\d+)(?:(-)(\d*))?$/.exec(text);
  if (!found || Number(found[1]) < 1) throw new UsageError(`--lines: \`${text}\` is no range; use 10-40, 10- or 10.`);
  const from = Number(found[1]);
  return { from, to: found[2] === undefined ? from : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY };
}
