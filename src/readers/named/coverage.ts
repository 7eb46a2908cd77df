import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { coverageLength, coverageTable } from '../istanbul.ts';

/** istanbul's coverage table: no padding, rows that are fully covered counted. */
export default {
  read({ text }) {
    const lines = linesOf(text);
    const at = lines.findIndex((_, index) => coverageLength(lines, index) > 0);
    if (at < 0) return undefined;
    const end = at + coverageLength(lines, at);
    return { kind: 'text', lines: [...lines.slice(0, at), ...coverageTable(lines.slice(at, end)), ...lines.slice(end)] };
  },
} satisfies Reader;
