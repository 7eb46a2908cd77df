import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { coverageLength, coverageTable } from '../istanbul.ts';
import { coverage } from '../pytest-sections.ts';

/** The tables of Python's coverage and of istanbul: no padding, fully covered files counted. */
export default {
  read({ text }) {
    const lines = linesOf(text);
    // "Name                   Stmts   Miss  Cover   Missing"
    if (lines.some((line) => /^Name +Stmts +Miss\b/.test(line)))
      return { kind: 'text', lines: coverage(lines.filter((line) => line.trim() !== '')) };
    const at = lines.findIndex((_, index) => coverageLength(lines, index) > 0);
    if (at < 0) return undefined;
    const end = at + coverageLength(lines, at);
    return { kind: 'text', lines: [...lines.slice(0, at), ...coverageTable(lines.slice(at, end)), ...lines.slice(end)] };
  },
} satisfies Reader;
