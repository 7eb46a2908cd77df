import { annotated } from '../readers/annotated.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'ruff format: files that would be reformatted',
  command: ['ruff format'],
  unless: ['--diff'],
  noise: ['^ *(?:\\d+ *)?[|+-](?: |$)'],
  parse,
} satisfies Filter;

// "unformatted: File would be reformatted", "invalid-syntax: Expected a parameter or the end of the parameter list"
const FULL = /^(?<code>unformatted:|[a-z]+(?:-[a-z]+)+:) (?<message>\S.*)$/;
// "Would reformat: src/shop/cart.py"
const OLD = /^(Would reformat:) (.+)$/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const old = lines.map((line) => OLD.exec(line)).filter((found) => found !== null);
  if (old.length > 0)
    return listed(
      lines,
      old.map((found) => found[2] ?? ''),
    );
  const { items, others } = annotated(lines.join('\n'), headingOf);
  if (items.length === 0) return undefined;
  return { kind: 'diagnostics', items: items.map((item) => (item.code === 'unformatted:' ? { ...item, detail: [] } : item)), tail: others };
}

function headingOf(line: string): { code: string; message: string } | undefined {
  const groups = FULL.exec(line)?.groups;
  return groups && { code: groups['code'] ?? '', message: groups['message'] ?? '' };
}

function listed(lines: readonly string[], paths: readonly string[]): Shape {
  const others = lines.filter((line) => line.trim() !== '' && !OLD.test(line));
  return { kind: 'files', all: true, head: ['Would reformat:'], items: paths.map((path) => ({ path })), tail: others };
}
