/** Permission rules, whatever the agent: could a rule match a line, does an allow rule surely cover it? Errs towards "could" and "not sure". */

import type { AndOr, CommandNode, CompoundList, ParsedScript, Pipeline, Redirection, Word } from 'unbash';
import { scriptOf } from '../../shell/script.ts';
import { isLiteral } from '../../shell/word.ts';

/**
 * Could a rule with this text concern the line? True if the rule's words, `*` standing for anything, occur in it in this order,
 * whatever stands between them: behind `env`, assignments, `command`, in a subshell, after a line end, with quotes or backslashes in it.
 */
export function couldMatch(pattern: string, line: string): boolean {
  const wanted = pattern
    .replace(/:\*$/, ' *')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '*');
  if (wanted.length === 0) return true;
  return spellings(line).some((words) => isSubsequence(wanted.map(wordPattern), words));
}

/** The words, split at blanks, and split at everything that ends a word in the shell. */
function spellings(line: string): string[][] {
  const bare = line.replace(/\\\r?\n/g, ' ').replace(/["'\\]/g, '');
  return [bare.split(/\s+/), bare.split(/[\s;&|(){}<>`$=]+/)];
}

function isSubsequence(wanted: readonly RegExp[], words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) {
    const next = wanted[at];
    if (next && (next.test(word) || next.test(word.slice(word.lastIndexOf('/') + 1)))) at++;
  }
  return at === wanted.length;
}

function wordPattern(word: string): RegExp {
  return globPattern(word.replace(/["'\\]/g, ''));
}

/** `*` is anything, all else itself. */
export function globPattern(glob: string): RegExp {
  return new RegExp(`^${glob.split('*').map(escaped).join('[\\s\\S]*')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The commands of a line in which nothing is left open: literal words in lists and pipes, no files written, no assignments. undefined: it is not such a line. */
export function plainCommands(line: string): string[][] | undefined {
  const script = scriptOf(line);
  return (script.errors?.length ?? 0) > 0 || line.includes('\\') ? undefined : ofList(script);
}

function ofList(list: ParsedScript | CompoundList): string[][] | undefined {
  const all = list.commands.map((statement) => (statement.background ? undefined : ofNode(statement.command)));
  return joined(all);
}

function ofNode(node: AndOr | Pipeline | CommandNode): string[][] | undefined {
  if (node.type === 'AndOr' || node.type === 'Pipeline') return joined(node.commands.map(ofNode));
  if (node.type !== 'Command' || !node.name || node.prefix.length > 0 || !node.redirects.every(isHarmless)) return undefined;
  const words: Word[] = [node.name];
  for (const arg of node.args) {
    if (arg.type !== 'Word') return undefined;
    words.push(arg);
  }
  return words.every(isLiteral) ? [words.map((word) => word.text)] : undefined;
}

function joined(parts: readonly (string[][] | undefined)[]): string[][] | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function isHarmless(redirection: Redirection): boolean {
  if (redirection.type !== 'Redirect') return false;
  const to = redirection.target?.value;
  return (redirection.operator === '>&' && (to === '1' || to === '2')) || (redirection.operator === '>' && to === '/dev/null');
}
