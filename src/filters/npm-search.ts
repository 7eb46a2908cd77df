import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

// "Version 3.0.1 published 2019-07-16 by isaacs"
const VERSION = /^Version (?<version>\S+) published (?<date>\S+) by (?<by>.+)$/;
const MORE = /^(?:Maintainers|Keywords): |^https?:\/\/\S+$/;

export default {
  about: 'npm search: name, version, date, publisher, description of each package',
  command: ['npm search'],
  unless: ['--parseable', '-p', '--long', '-l'],
  parse({ text }) {
    const blocks = text.split(/\n{2,}/).map((block) => linesOf(block).filter((line) => line.trim() !== ''));
    const rows = blocks.filter((block) => block.length > 0).map(row);
    const known = rows.filter((cells) => cells !== undefined);
    return known.length > 0 && known.length === rows.length ? { kind: 'table', rows: known } : undefined;
  },
} satisfies Filter;

function row([name = '', ...said]: readonly string[]): string[] | undefined {
  const groups = said.map((line) => VERSION.exec(line)?.groups).find((found) => found);
  if (!groups) return undefined;
  const description = said.filter((line) => !VERSION.test(line) && !MORE.test(line));
  return [name, groups['version'] ?? '', groups['date'] ?? '', groups['by'] ?? '', ...description];
}
