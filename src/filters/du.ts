import { omitted } from '../marks.ts';
import { withoutComplaints } from '../readers/operand-errors.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

/** Rows shown of very many: the largest, in the order in which du printed them. */
const CAP = CAPS.sizes;
const UNITS = ['', 'K', 'M', 'G', 'T', 'P'];

export default {
  about: 'du: of very many rows the largest',
  command: ['du'],
  unless: ['-0', '--null'],
  // 1: a folder could not be read, which du says on stderr
  answers: [1],
  stderr: 'apart',
  parse(run: Run): Shape | undefined {
    const { text, complaints } = withoutComplaints(run);
    const rows = linesOf(text);
    const sizes = rows.map(sizeOf);
    if (sizes.includes(undefined) || rows.length <= CAP[run.level] + 20) return undefined;
    const least = [...sizes].map(Number).sort((a, b) => b - a)[CAP[run.level] - 1] ?? 0;
    const shown = rows.filter((_, index) => Number(sizes[index]) >= least || index === rows.length - 1).slice(0, CAP[run.level] * 2);
    return { kind: 'text', content: true, lines: [...shown, omitted(rows.length - shown.length, 'entries no larger'), ...complaints] };
  },
} satisfies Filter;

// "4.0K	src", "1,2M	src", "120	src"
function sizeOf(row: string): number | undefined {
  const match = /^([\d.,]+)([KMGTP]?)\t/.exec(row);
  if (!match) return undefined;
  return Number((match[1] ?? '').replace(',', '.')) * 1024 ** UNITS.indexOf(match[2] ?? '');
}
