import { annotated, type Heading } from '../readers/annotated.ts';
import { hasOption, linesOf, squeeze } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'ruff check: findings by file or by message, with the fix that is offered',
  command: ['ruff check'],
  unless: ['--show-files', '--show-settings', '-w'],
  noise: ['^ *(?:\\d+ *)?[|+-](?: |$)', '^note: This is an unsafe fix'],
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  if (hasOption(run.argv, '--statistics')) return statistics(run.text);
  if (hasOption(run.argv, '--diff')) return undefined;
  const { items, others } = annotated(run.text, headingOf);
  const grouped = groupedItems(others);
  const found = [...items, ...grouped.items];
  if (found.length === 0) return undefined;
  const rest = grouped.others;
  const summary = rest.findIndex((line) => /^(?:Found \d|Fixed \d|\[\*\]|All checks)/.test(line));
  const end = summary < 0 ? rest.length : summary;
  return { kind: 'diagnostics', head: rest.slice(0, end), items: found, tail: rest.slice(end) };
}

// "src/shop/cart.py:2:1: I001 [*] Import block is un-sorted", "bad.py:1:7: SyntaxError: Expected", "input.py:1:8: unused-import: [*] `os` imported"
const CONCISE = /^(?<file>\S.*?):(?<line>\d+):(?<col>\d+): (?<code>[A-Z]+\d+|[A-Za-z-]+:) (?<message>.+)$/;
// "src/shop/cart.py:2: [I001] Import block is un-sorted"
const PYLINT = /^(?<file>\S.*?):(?<line>\d+): \[(?<code>[A-Z]+\d+|[a-z-]+)\] (?<message>.+)$/;
// "F401 [*] `sys` imported but unused", "invalid-syntax: unexpected EOF while parsing", "unused-import: [*] `os` imported but unused"
const FULL = /^(?<code>[A-Z]+\d+|[a-z]+(?:-[a-z]+)+:) (?<message>.+)$/;
// "error[unused-import]: `os` imported but unused"
const SEVERE = /^(?<severity>error|warning|info)\[(?<code>[\w-]+)\](?: (?<fix>\[\*\]))?: (?<message>.+)$/;

function headingOf(line: string): Heading | undefined {
  const groups = (CONCISE.exec(line) ?? PYLINT.exec(line) ?? SEVERE.exec(line) ?? FULL.exec(line))?.groups;
  if (!groups) return undefined;
  const { fix, ...said } = groups;
  return { ...said, message: [fix, groups['message']].filter((part) => part !== undefined).join(' ') };
}

// "src/shop/cart.py:" over "  14:9  ANN201 Missing return type annotation"
const GROUPED = /^ +(?<line>\d+):(?<col>\d+) +(?<code>[A-Z]+\d+|[a-z-]+:) (?<message>.+)$/;

/** `--output-format grouped`. */
function groupedItems(lines: readonly string[]): { items: Diagnostic[]; others: string[] } {
  const items: Diagnostic[] = [];
  const others: string[] = [];
  let file: string | undefined;
  for (const [index, line] of lines.entries()) {
    const groups = GROUPED.exec(line)?.groups;
    if (/^\S.*:$/.test(line) && GROUPED.test(lines[index + 1] ?? '')) file = line.slice(0, -1);
    else if (groups && file !== undefined) items.push({ file, ...groups, message: groups['message'] ?? '' });
    else others.push(line);
  }
  return { items, others };
}

// "25	ANN201	[ ] missing-return-type-public-function"
function statistics(text: string): Shape | undefined {
  const lines = linesOf(text);
  if (!lines.some((line) => /^\s*\d+\s+\S+\s+(?:\[.\] )?[a-z-]+$/.test(line))) return undefined;
  return { kind: 'text', lines: lines.map(squeeze) };
}
