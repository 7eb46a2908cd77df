import { coverage } from '../readers/pytest-sections.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'coverage report: the table without padding, fully covered files counted',
  command: ['coverage report'],
  unless: ['-h', '--format'],
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text).filter((line) => line.trim() !== '');
  // "Name                   Stmts   Miss  Cover   Missing"
  if (!lines.some((line) => /^Name +Stmts +Miss\b/.test(line))) return undefined;
  return { kind: 'text', lines: coverage(lines) };
}
