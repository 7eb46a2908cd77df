import { linesOf, omitted, squeeze } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

const CAP = { lossless: Number.POSITIVE_INFINITY, normal: 200, tight: 50 };

export default {
  about: 'wc: counts without padding',
  command: ['wc'],
  // 1: a file could not be read, which wc says on stderr
  answers: [1],
  stderr: 'apart',
  parse(run: Run): Shape | undefined {
    const rows = linesOf(run.text);
    // "   12   34  567 src/a.ts"
    if (rows.some((row) => !/^ *\d+(?: +\d+)*(?: .+)?$/.test(row))) return undefined;
    const lines = rows.map((row) => row.replace(/^[ \d]+(?= )/, squeeze).trimStart());
    const total = lines.slice(-1);
    const shown = lines.slice(0, -1).slice(0, CAP[run.level]);
    const hidden = lines.length - 1 - shown.length;
    return { kind: 'text', content: true, lines: [...shown, ...(hidden > 0 ? [omitted(hidden, 'files')] : []), ...total] };
  },
} satisfies Filter;
