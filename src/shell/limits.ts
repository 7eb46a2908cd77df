/** What a script does to the shell itself: names that mean something else now, and from where on nothing is certain. */

import { type Assignment, type Command, forEachChild, type ParsedScript, type Redirection, type SyntaxNode } from 'unbash';
import { BUILTINS } from './untouched.ts';
import { VITAL } from './wrappers.ts';

export interface Limits {
  /** Functions and aliases that the script defines somewhere. */
  readonly names: ReadonlySet<string>;
  /** Nothing that begins here or later is touched. */
  readonly until: number;
}

export function limitsOf(script: ParsedScript): Limits {
  const names = new Set<string>();
  let until = Number.POSITIVE_INFINITY;
  // What stands in a loop or a function acts on what stands before it, too.
  const visit = (node: SyntaxNode, from: number | undefined): void => {
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') return;
    if (node.type === 'Function') names.add(node.name.value);
    if (node.type === 'Command') for (const name of aliasesOf(node)) names.add(name);
    if ((node.type === 'Command' && unsettles(node)) || (node.type === 'For' && VITAL.test(node.name.value)))
      until = Math.min(until, from ?? node.pos);
    const repeated = /^(?:For|ArithmeticFor|While|Select|Function)$/.test(node.type);
    forEachChild(node, (child) => visit(child, from ?? (repeated ? node.pos : undefined)));
  };
  visit(script, undefined);
  return { names, until };
}

function aliasesOf(command: Command): string[] {
  if (command.name?.value !== 'alias') return [];
  return command.args.map((arg) => (arg.type === 'Assignment' ? arg.name : arg.value.replace(/=[\s\S]*/, '')));
}

/** After it, the same words may run something else, write somewhere else, or not find rtk. */
function unsettles(command: Command): boolean {
  const assigned = [...command.prefix, ...command.args].filter((item) => item.type === 'Assignment');
  if (!command.name) return assigned.some(isVital);
  const words = [command.name.value, ...command.args.map((arg) => (arg.type === 'Word' ? arg.value : arg.text))];
  while (words[0] === 'command' || words[0] === 'builtin') words.shift();
  const [name = '', ...rest] = words;
  if (name === 'alias' && command.args.some((arg) => /^["']?[$`]/.test(arg.text))) return true;
  if (name === 'eval' || name === 'hash' || name === 'enable' || name === 'ulimit') return true;
  if (name === 'source' || name === '.') return !KNOWN_ENVIRONMENT.test(rest[0] ?? '');
  if (name === 'exec') return command.redirects.some((redirection) => !joinsStderr(redirection));
  if (name === 'trap') return rest.length > 1 && !HARMLESS_HANDLER.test(rest[0] ?? '');
  if (!BUILTINS.has(name)) return false;
  return (
    assigned.some(isVital) ||
    rest.some((word) => VITAL.test(word)) ||
    (name === 'export' && command.args.some((arg) => /^["']?[$`]/.test(arg.text)))
  );
}

// Scripts that set variables and put folders in front of PATH: virtual environments, nvm, cargo, .env
const KNOWN_ENVIRONMENT = /(?:^|\/)(?:activate|nvm\.sh|\.env(?:\.\w+)*|\.envrc|env|emsdk_env\.sh|setvars\.sh|conda\.sh|asdf\.sh)$/;

// A signal that the shell ignores (`trap '' INT`) would be ignored by the tool, but not by one behind rtk.
const HARMLESS_HANDLER = /^(?!\$|.*\b(?:exec|eval|alias|source)\b)[\s\S]+$/;

/** `PATH=$PATH:/opt/bin` still finds what it found. */
function isVital(assignment: Assignment): boolean {
  if (!VITAL.test(assignment.name)) return false;
  return !(assignment.name === 'PATH' && (assignment.append || /\$PATH\b|\$\{PATH\}/.test(assignment.text)));
}

function joinsStderr(redirection: Redirection): boolean {
  return (
    redirection.type === 'Redirect' &&
    redirection.operator === '>&' &&
    redirection.descriptor?.type === 'FileDescriptor' &&
    redirection.descriptor.value === 2 &&
    redirection.target?.value === '1'
  );
}
