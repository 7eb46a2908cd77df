import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git shortlog: subjects by author, of many commits the first',
  command: ['git shortlog'],
  unless: ['-s', '--summary', '--format', '--pretty', '-w'],
  stderr: 'apart',
  parse,
} satisfies Filter;

/** Characters of subjects shown: about 5,000 tokens, shared by the authors. */
const BUDGET = CAPS.subjects;
// "Ada Example (12):", with -e "Ada Example <ada@example.com> (12):"
const AUTHOR = /^\S.* \(\d+\):$/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text).filter((line) => line.trim() !== '');
  if (!AUTHOR.test(lines[0] ?? '') || !lines.every((line) => AUTHOR.test(line) || line.startsWith('      '))) return undefined;
  const starts = lines.flatMap((line, index) => (AUTHOR.test(line) ? [index] : []));
  const room = BUDGET[run.level] / starts.length;
  return { kind: 'text', content: true, lines: starts.flatMap((start, nth) => authorLines(lines.slice(start, starts[nth + 1]), room)) };
}

function authorLines([author = '', ...subjects]: readonly string[], room: number): string[] {
  let size = 0;
  const shown: string[] = [];
  for (const subject of subjects) {
    size += subject.length;
    if (size > room && shown.length > 0) break;
    shown.push(` ${subject.trim()}`);
  }
  const hidden = subjects.length - shown.length;
  return [author, ...shown, ...(hidden > 0 ? [` ${omitted(hidden, 'commits')}`] : [])];
}
