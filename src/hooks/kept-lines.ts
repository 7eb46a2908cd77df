/** A text in which the lines of some files stand beside what other commands printed: the lines of the files stay, exact repeats of others go. */

import { isAbsolute, join } from 'node:path';
import { plain } from '../filter/plain.ts';
import { readRegular } from '../io/safe-read.ts';

interface Where {
  readonly cwd: string;
  readonly folders: readonly string[];
}

const LARGEST = 1024 * 1024;

/** Every line of the files; undefined if one of them is not found, or is not what the text shows. */
export function linesIn(files: readonly string[], { cwd, folders }: Where, text: string): ReadonlySet<string> | undefined {
  const places = [cwd];
  for (const folder of folders.slice(0, 4)) places.push(...places.map((from) => under(from, folder)));
  const lines = new Set(['']);
  for (const file of files) {
    const found = places.flatMap((from) => linesOf(under(from, file)) ?? []);
    if (found.length === 0 && !text.includes(`${file}: No such file`)) return undefined;
    if (found.length > 0 && !found.some((line) => line !== '' && text.includes(line))) return undefined;
    for (const line of found) lines.add(line);
  }
  return lines;
}

function under(from: string, path: string): string {
  return isAbsolute(path) ? path : join(from, path);
}

function linesOf(file: string): string[] | undefined {
  try {
    return readRegular(file, LARGEST)?.toString().split('\n');
  } catch {
    return undefined;
  }
}

/** Lines in `kept` stay to the byte; of others colours and redraws go, and repeats are counted where that is shorter. */
export function foldedBeside(text: string, kept: ReadonlySet<string>): string {
  const shown: string[] = [];
  let times = 1;
  const flush = () => {
    const last = shown.at(-1);
    if (times > 1 && last !== undefined) {
      const counted = `${last} (×${times})`;
      if (counted.length < (last.length + 1) * times) shown[shown.length - 1] = counted;
      else for (let i = 1; i < times; i++) shown.push(last);
    }
    times = 1;
  };
  let above: string | undefined;
  for (const raw of text.split('\n')) {
    const line = kept.has(raw) ? raw : plain(raw);
    if (line === above && !kept.has(raw)) times++;
    else {
      flush();
      shown.push(line);
    }
    above = kept.has(raw) ? undefined : line;
  }
  flush();
  return shown.join('\n');
}
