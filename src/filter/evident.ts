/** What a text shows by itself, whoever printed it: a line that stands there ten times and more, a progress bar. Nothing else goes from it. */

import { omitted } from '../marks.ts';

/** Equal lines, or states of one line, from which on they are no lines of a file. */
const MANY = 10;

// "@@ -1,6 +1,6 @@", "diff --git a/x b/x", "3,5c3,4": the headers count the lines below them
const PATCH = /^(?:@@+ -\d|diff -|--- \S|\d+(?:,\d+)?[acd]\d+(?:,\d+)?$)/m;

/** The lines with marks; undefined where nothing goes. Data, patches, and texts with NULs or Windows line ends stay. */
export function withoutEvident(text: string): string[] | undefined {
  if (/^\s*[[{<]|\0|\r\n/.test(text) || PATCH.test(text)) return undefined;
  const lines = text.split('\n').map((line) => lastState(line) ?? line);
  const shown: string[] = [];
  for (let from = 0; from < lines.length; ) {
    const line = lines[from] ?? '';
    let to = from + 1;
    while (to < lines.length && lines[to] === line) to++;
    const times = to - from;
    if (times < MANY || line.trim() === '') for (let at = from; at < to; at++) shown.push(line);
    else shown.push(line, omitted(times - 1));
    from = to;
  }
  return shown.length < lines.length || shown.join('\n') !== text ? shown : undefined;
}

/** " 10%|█   | 1/10\r 20%|██  | 2/10\r…": the same letters with other numbers, ten times and more. */
function lastState(line: string): string | undefined {
  if (!line.includes('\r')) return undefined;
  const states = line.split('\r').filter((state) => state.trim() !== '');
  if (states.length < MANY || !states.every((state) => /\d/.test(state))) return undefined;
  const letters = states.map((state) => state.replace(/[^\p{L}]+/gu, ''));
  const changed = letters.filter((each, at) => at > 0 && each !== letters[at - 1]).length;
  return changed <= states.length / 10 ? states.at(-1) : undefined;
}
