import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'isort: files whose imports are unsorted',
  command: ['isort'],
  unless: ['--diff', '-d', '--df', '-h', '--show-config', '--show-files'],
  parse,
} satisfies Filter;

// "ERROR: /app/main.py Imports are incorrectly sorted and/or formatted."
const UNSORTED = /^(ERROR:) (.+) (Imports are incorrectly sorted and\/or formatted\.)$/;
// "Fixing /app/main.py"
const FIXED = /^(Fixing) (.+)$/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text).filter((line) => line.trim() !== '');
  const pattern = lines.some((line) => UNSORTED.test(line)) ? UNSORTED : FIXED;
  const found = lines.map((line) => pattern.exec(line)).filter((match) => match !== null);
  const [first] = found;
  if (!first) return undefined;
  const others = lines.filter((line) => !pattern.test(line));
  return {
    kind: 'files',
    all: true,
    head: [[first[1], first[3]].filter((part) => part !== undefined).join(' ')],
    items: found.map((match) => ({ path: match[2] ?? '' })),
    tail: others,
  };
}
