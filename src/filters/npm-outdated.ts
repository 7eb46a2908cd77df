import { linesOf, squeeze } from '../text.ts';
import type { Filter } from '../types.ts';

// "Package       Current   Wanted   Latest  Location  Depended by", "│ Package      │ Current │ Latest     │"
const HEADER = /^(?:│ )?Package +(?:│ )?Current /;
const RULE = /^[┌├└][─┬┼┴]+[┐┤┘]$/;
const NO_NEWS = /^\s*$|^yarn outdated v[\d.]+$|^Done in [\d.]+s\.$|^info Color legend : $|^ "<\w+>" +: /;

export default {
  about: 'npm outdated: the table, as narrow as it goes',
  command: ['npm outdated', 'pnpm outdated', 'yarn outdated'],
  unless: ['--parseable', '-p', '--long', '-l', '--no-table'],
  answers: [1],
  parse({ text }) {
    const lines = linesOf(text).filter((line) => !RULE.test(line) && !NO_NEWS.test(line));
    const at = lines.findIndex((line) => HEADER.test(line));
    if (at < 0) return undefined;
    const [header = '', ...rows] = lines.slice(at);
    return { kind: 'table', head: lines.slice(0, at), header: cells(header), rows: rows.map(cells) };
  },
} satisfies Filter;

function cells(line: string): string[] {
  return (line.startsWith('│') ? line.split('│') : line.split(/ {2,}/)).map(squeeze).filter((cell) => cell !== '');
}
