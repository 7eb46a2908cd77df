import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'pylint: findings by file or by message, the rating',
  command: ['pylint'],
  unless: ['-h', '--list-msgs', '--list-extensions', '--list-groups', '--help-msg', '--generate-rcfile', '--generate-toml-config'],
  noise: ['^\\*+ Module '],
  parse,
} satisfies Filter;

// "src/shop/cart.py:11:0: C0115: Missing class docstring (missing-class-docstring)"
const TEXT = /^(?<file>\S.*?):(?<line>\d+):(?<col>\d+): (?<code>[A-Z]\d{4}): (?<message>.+)$/;
// "src/shop/orders.py:15: [C0116(missing-function-docstring), Order.advance] Missing function or method docstring"
const PARSEABLE = /^(?<file>\S.*?):(?<line>\d+): \[(?<code>[A-Z]\d{4}\([\w-]+\)), ?(?<where>[^[\]]*)\] (?<message>.+)$/;
// "C:  1, 0: Missing module docstring (missing-docstring)" under "************* Module a" (before pylint 2)
const MODULE = /^\*+ Module /;
// "==shop.cart:[3:9]" of R0801, and the rule above "Your code has been rated at 6.48/10"
const SIMILAR = /^==\S+:\[\d+:\d+\]$/;
// "-------", "+---------+-------+", "+=========+=======+"
const RULE = /^[-+=]+$/;

function parse(run: Run): Shape | undefined {
  const items: (Diagnostic & { detail: string[] })[] = [];
  const others: string[] = [];
  let inSimilar = false;
  for (const line of linesOf(run.text)) {
    const groups = (TEXT.exec(line) ?? PARSEABLE.exec(line))?.groups;
    const last = items.at(-1);
    if (groups) {
      items.push({ ...field(groups), message: groups['message'] ?? '', detail: [] });
      inSimilar = groups['code']?.startsWith('R0801') === true;
    } else if (last && inSimilar && SIMILAR.test(line)) last.detail.push(line);
    else if (inSimilar && !/^(?:\*{5,}|-{5,})/.test(line)) inSimilar = !/\(duplicate-code\)$/.test(line);
    else if (last && others.length === 0 && /^\s+\S/.test(line)) continue;
    else if (line.trim() !== '' && !MODULE.test(line) && !RULE.test(line)) others.push(line);
  }
  return items.length === 0 ? undefined : { kind: 'diagnostics', items, tail: others };
}

function field(groups: Readonly<Record<string, string | undefined>>): Partial<Diagnostic> {
  const { file, line, col, code, where } = groups;
  const place = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }), ...(col === undefined ? {} : { col }) };
  const said = [code, where].filter((part) => part !== undefined && part !== '').join(' ');
  return { ...place, code: said };
}
