import { omitted } from '../marks.ts';
import { inRows } from '../readers/listing.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

const CAP = CAPS.tags;

export default {
  about: 'git tag: names in rows, of very many the first and the last',
  command: ['git tag'],
  unless: ['--format', '-v', '--verify', '--column'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    if (lines.some((line) => /^(?:fatal|error|warning|Deleted tag|Updated tag)\b/.test(line) || line.trim() === '')) return undefined;
    if (lines.some((line) => /\s/.test(line.trim())))
      return { kind: 'text', content: true, lines: lines.map((line) => line.replace(/^(\S+) {2,}/, '$1 ')) };
    const old = Math.floor(CAP[run.level] / 3);
    const hidden = lines.length - CAP[run.level];
    const rows =
      hidden > 5 ? [...inRows(lines.slice(0, old)), omitted(hidden, 'tags'), ...inRows(lines.slice(old - CAP[run.level]))] : inRows(lines);
    return { kind: 'text', content: true, lines: rows };
  },
} satisfies Filter;
