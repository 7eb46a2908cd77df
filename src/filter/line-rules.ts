/** Level 1: line rules, in the order of the fields of `LineRules`. */

import { folded } from '../shapes/log.ts';
import { linesOf } from '../text.ts';
import type { LineBranch, LineRules, Run, Text } from '../types.ts';

/** Lines longer than this are not matched whole: patterns see this many characters. */
const LONGEST = 4096;

/** The text that the rules leave, or undefined if it is not the text that they were written for. */
export function byLines(rules: LineRules, run: Run): Text | undefined {
  const raw = linesOf(run.text);
  if ((rules.expect ?? []).some((pattern) => !raw.some((line) => matches(new RegExp(pattern), line)))) return undefined;
  const branch = run.exit === 0 ? rules.on_success : run.exit === undefined ? undefined : rules.on_failure;
  const quoted = saying(branch, run.text);
  if (quoted !== undefined) return { kind: 'text', lines: [quoted] };
  const replaced = raw.map((line) => replace(line, rules));
  const kept = keep(drop(replaced, [...(rules.drop ?? []), ...(branch?.drop ?? [])]), [...(rules.keep ?? []), ...(branch?.keep ?? [])]);
  const said = once(kept, rules.once ?? []);
  return { kind: 'text', lines: rules.fold ? folded(said, 2) : said };
}

function saying(branch: LineBranch | undefined, text: string): string | undefined {
  if (branch?.when === undefined || branch.say === undefined) return undefined;
  const found = new RegExp(branch.when, 'm').exec(text);
  return found ? found[0].replace(new RegExp(branch.when, 'm'), branch.say) : undefined;
}

function replace(line: string, rules: LineRules): string {
  return (rules.replace ?? []).reduce((text, rule) => text.replace(new RegExp(rule.pattern, 'g'), rule.with), line);
}

function drop(lines: readonly string[], patterns: readonly string[]): string[] {
  const rules = patterns.map((pattern) => new RegExp(pattern));
  return lines.filter((line) => !rules.some((rule) => matches(rule, line)));
}

function keep(lines: readonly string[], patterns: readonly string[]): string[] {
  const rules = patterns.map((pattern) => new RegExp(pattern));
  return rules.length === 0 ? [...lines] : lines.filter((line) => rules.some((rule) => matches(rule, line)));
}

/** Without the repeats of lines that match. */
function once(lines: readonly string[], patterns: readonly string[]): readonly string[] {
  if (patterns.length === 0) return lines;
  const rules = patterns.map((pattern) => new RegExp(pattern));
  const seen = new Set<string>();
  return lines.filter((line) => {
    const again = seen.has(line) && rules.some((rule) => matches(rule, line));
    seen.add(line);
    return !again;
  });
}

function matches(rule: RegExp, line: string): boolean {
  return rule.test(line.length > LONGEST ? line.slice(0, LONGEST) : line);
}
