/** A log whose lines begin with a time: what neighbours share of it stands once above them. Nothing else goes. */

import { linesOf } from '../text.ts';
import type { Text } from '../types.ts';

// "2026-11-20T10:12:57.120Z INFO …", "2026-11-20 10:12:57 status …", "Nov 20 10:12:57 host …", "[2026-11-20 10:12:57] …"
const STAMP = /^(?<before>\[?)(?<day>\d{4}[-/]\d\d[-/]\d\d[T ]|[A-Z][a-z]{2} [ \d]\d )(?<time>\d\d:\d\d:\d\d)(?<rest>.*)$/;
const FEWEST = 8;

/** undefined unless nearly every line has a time. */
export function stampedShape(text: string): Text | undefined {
  const lines = linesOf(text);
  const stamps = lines.map((line) => STAMP.exec(line)?.groups);
  const found = stamps.filter((stamp) => stamp !== undefined).length;
  if (found < FEWEST || found < 0.8 * lines.length) return undefined;
  const shown: string[] = [];
  let day = '';
  let time = '';
  for (const [index, line] of lines.entries()) {
    const stamp = stamps[index];
    if (!stamp) {
      shown.push(line);
      continue;
    }
    const { before = '', day: own = '', time: at = '', rest = '' } = stamp;
    if (own !== day) shown.push(own.trim());
    // A time that the line above has is left out, but for fractions of a second, which the rest begins with.
    shown.push(own === day && at === time && !/^[.,]\d/.test(rest) ? ` ${before}${rest.trimStart()}` : `${before}${at}${rest}`);
    [day, time] = [own, at];
  }
  return { kind: 'text', content: true, lines: shown };
}
