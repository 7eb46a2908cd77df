import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { coverage } from '../pytest-sections.ts';

/** The table of Python's coverage: no padding, fully covered files counted. */
export default {
  read({ text }) {
    const lines = linesOf(text).filter((line) => line.trim() !== '');
    // "Name                   Stmts   Miss  Cover   Missing"
    return lines.some((line) => /^Name +Stmts +Miss\b/.test(line)) ? { kind: 'text', lines: coverage(lines) } : undefined;
  },
} satisfies Reader;
