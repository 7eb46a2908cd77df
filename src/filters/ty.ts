import { annotated, type Heading } from '../readers/annotated.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'ty: findings by file with the labels of their code frames',
  command: ['ty check'],
  unless: ['-W'],
  noise: ['^ *\\d* *[|+-](?: |$)', '^note: This is an unsafe fix'],
  parse,
} satisfies Filter;

// "error[invalid-argument-type]: Argument to function `shut` is incorrect"
const FULL = /^(?<severity>fatal|error|warning|info)\[(?<code>[\w-]+)\]: (?<message>.+)$/;
// "src/shop/cart.py:50:12: error[not-subscriptable] Cannot subscript object of type `None`"
const CONCISE = /^(?<file>\S.*?):(?<line>\d+):(?<col>\d+): (?<severity>fatal|error|warning|info)\[(?<code>[\w-]+)\] (?<message>.+)$/;

function parse(run: Run): Shape | undefined {
  const { items, others } = annotated(run.text, headingOf);
  if (items.length === 0) return undefined;
  return { kind: 'diagnostics', items, tail: others };
}

function headingOf(line: string): Heading | undefined {
  const groups = (FULL.exec(line) ?? CONCISE.exec(line))?.groups;
  return groups && { ...groups, message: groups['message'] ?? '' };
}
