import { omitted } from '../marks.ts';
import { withoutComplaints } from '../readers/operand-errors.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf, squeeze } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

/** Files shown of very many: the largest, in the order in which wc printed them. */
const CAP = CAPS.counted;

export default {
  about: 'wc: counts without padding',
  command: ['wc'],
  // 1: a file could not be read, which wc says on stderr
  answers: [1],
  stderr: 'apart',
  parse(run: Run): Shape | undefined {
    const { text, complaints } = withoutComplaints(run);
    const rows = linesOf(text);
    // "   12   34  567 src/a.ts"
    if (rows.some((row) => !/^ *\d+(?: +\d+)*(?: .+)?$/.test(row))) return undefined;
    const lines = rows.map((row) => row.replace(/^[ \d]+(?= )/, squeeze).trimStart());
    const total = lines.slice(-1);
    const files = lines.slice(0, -1);
    const shown = files.length > CAP[run.level] + 10 ? largest(files, CAP[run.level]) : files;
    const hidden = files.length - shown.length;
    return {
      kind: 'text',
      content: true,
      lines: [...shown, ...(hidden > 0 ? [omitted(hidden, 'files no larger')] : []), ...total, ...complaints],
    };
  },
} satisfies Filter;

function largest(files: readonly string[], most: number): string[] {
  const least = files.map((line) => Number.parseInt(line, 10)).sort((a, b) => b - a)[most - 1] ?? 0;
  return files.filter((line) => Number.parseInt(line, 10) >= least).slice(0, most);
}
