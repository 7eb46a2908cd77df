/** Corrections counted, and as lines for an agent's instruction file. */

import type { Correction } from './corrections.ts';

export interface Rule extends Correction {
  occurrences: number;
}

/** The same mistake is one rule, its latest example kept; those that occurred most come first. */
export function rulesOf(corrections: Iterable<Correction>, least: number): { rules: Rule[]; total: number } {
  const rules = new Map<string, Rule>();
  let total = 0;
  for (const each of corrections) {
    total++;
    const rule = rules.get(each.key);
    if (rule) rule.occurrences++;
    else rules.set(each.key, { ...each, occurrences: 1 });
  }
  const kept = [...rules.values()].filter(({ occurrences }) => occurrences >= least);
  return { total, rules: kept.sort((a, b) => b.occurrences - a.occurrences || (a.key < b.key ? -1 : 1)) };
}

const BEGIN = '<!-- rtk learn begin -->';
const END = '<!-- rtk learn end -->';

/** The file's text with these rules in it, in place of those that an earlier run wrote; all else stays. */
export function withRules(text: string, rules: readonly Rule[]): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  const block = `${BEGIN}\n${markdownOf(rules)}${END}\n`;
  if (begin >= 0 && end >= 0) return text.slice(0, begin) + block + text.slice(end + END.length).replace(/^\r?\n/, '');
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return text + gap + block;
}

/** A section per program. */
export function markdownOf(rules: readonly Rule[]): string {
  const programs = [...new Set(rules.map(({ base }) => base))].sort();
  const sections = programs.map((program) => {
    const lines = rules
      .filter(({ base }) => base === program)
      .map((rule) => `- Use ${code(rule.right)} not ${code(rule.wrong)} (${rule.type}, seen ${rule.occurrences}x)`);
    return [`## ${program}`, ...lines, ''].join('\n');
  });
  return `# Commands that failed, and what put them right\n\n${sections.join('\n')}`;
}

/** Backticks in a command need a longer fence. */
function code(line: string): string {
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}
