/** Which one command of a line printed what the model reads: the rest only moves about, or trims. */

import type { AndOr, Command, CommandNode, CompoundList, ParsedScript, Pipeline, Redirection } from 'unbash';
import type { Route } from '../route/route.ts';
import { limitsOf } from './limits.ts';
import { redirected } from './outlets.ts';
import { scriptOf } from './script.ts';
import { type RouteOf, typed, wordsOf } from './simple.ts';
import { OTHER_SHELLS } from './untouched.ts';
import { guess } from './word.ts';
import { unwrapped } from './wrapped.ts';

/** `masked`: a status of 0 may be another command's, behind a pipe or later in the line. */
export type Source =
  | { readonly kind: 'one'; readonly route: Route; readonly masked: boolean }
  | { readonly kind: 'several' }
  | { readonly kind: 'unknown' };

// Beside another command they count as silent: "git add -A", "git commit -qm x", "pip install -q x", "npm ci --silent"
const QUIET =
  /^git add\b|^git (?:checkout|switch|commit|fetch|pull|push|reset|restore|stash|merge|clone|init) (?:.* )?(?:-[a-pr-z]*q[a-z]*|--quiet)(?: |$)|^(?:pip3?|uv pip) install (?:.* )?(?:-q|--quiet)(?: |$)|^npm (?:ci|i|install) (?:.* )?(?:-s|--silent)(?: |$)/;

// Behind the command: a pipe, an alternative, something that runs whatever its status was.
const MASKS = /[;|\n][^\S\n]*[^\s#)}]/;

/** They print nothing as a rule, or what they print is an error. */
const SILENT =
  /^(?:cd|export|set|unset|shopt|true|false|:|source|\.|mkdir|touch|rm|cp|mv|chmod|sleep|test|\[|ulimit|umask|alias|trap|wait|local|declare|readonly)$/;

/** `several`: more than one command printed; `unknown`: loops, functions, another shell. */
export function sourceOf(line: string, routeOf: RouteOf): Source {
  try {
    if (line.length > 200_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return { kind: 'unknown' };
    const script = scriptOf(line);
    if ((script.errors?.length ?? 0) > 0) return { kind: 'unknown' };
    const printers = printersOf(script);
    if (!printers) return { kind: 'unknown' };
    const [only, ...more] = printers.length > 1 ? printers.filter((printer) => !QUIET.test(typed(printer))) : printers;
    if (!only || more.length > 0) return { kind: 'several' };
    if (limitsOf(script).names.has(only.name?.value ?? '')) return { kind: 'unknown' };
    const route = routed(only, routeOf);
    return route ? { kind: 'one', route, masked: MASKS.test(line.slice(only.end)) } : { kind: 'unknown' };
  } catch {
    return { kind: 'unknown' };
  }
}

/** undefined: the line holds more than lists, groups and pipes. */
function printersOf(list: ParsedScript | CompoundList): Command[] | undefined {
  const found: Command[] = [];
  for (const statement of list.commands) {
    const more = statement.background ? undefined : ofNode(statement.command);
    if (!more) return undefined;
    found.push(...more);
  }
  return found;
}

function ofNode(node: AndOr | Pipeline | CommandNode): Command[] | undefined {
  if (node.type === 'AndOr') return ofAll(node.commands);
  if (node.type === 'Pipeline') return ofPipeline(node);
  if (node.type === 'Command') return prints(node) ? [node] : [];
  if (node.type === 'Subshell' || node.type === 'BraceGroup') return printersOf(node.body);
  return node.type === 'TestCommand' || node.type === 'ArithmeticCommand' ? [] : undefined;
}

function ofAll(nodes: readonly (Pipeline | CommandNode)[]): Command[] | undefined {
  const all = nodes.map(ofNode);
  return all.every((each) => each !== undefined) ? all.flat() : undefined;
}

/** The producer if the rest only trims, else the last stage. */
function ofPipeline({ commands }: Pipeline): Command[] | undefined {
  const stages = commands.filter((stage) => stage.type === 'Command');
  const [first, last] = [stages[0], stages.at(-1)];
  if (stages.length < commands.length || !first || !last) return undefined;
  if (!prints(last)) return [];
  return stages.slice(1).every(isTrimmer) ? [first] : [last];
}

/** `head -20`, `tail -n 5`, `cat`; `tee log` takes a name but shows what it reads. */
function isTrimmer(stage: Command): boolean {
  if (stage.redirects.some(({ operator }) => operator.startsWith('<'))) return false;
  const name = stage.name?.value ?? '';
  const typed = stage.args.map((arg) => arg.text).join(' ');
  if (name === 'tee') return true;
  if (name === 'cat') return /^(?:-|-u)?$/.test(typed);
  return (name === 'head' || name === 'tail') && /^(?:-\d+|(?:-[nc]|--lines|--bytes)[ =]?[-+]?\d+|-)?$/.test(typed);
}

function prints(command: Command): boolean {
  if (!command.name || SILENT.test(command.name.value)) return false;
  return writesToModel(command.redirects);
}

function writesToModel(redirects: readonly Redirection[]): boolean {
  return redirected({ stdout: 'the model', stderr: 'the model' }, redirects).stdout === 'the model';
}

/** The command behind its wrappers; undefined if what it is depends on the environment. */
function routed(command: Command, routeOf: RouteOf): Route | undefined {
  const words = wordsOf(command);
  const inner = unwrapped(words);
  if (typeof inner === 'string') return undefined;
  const tool = words.slice(inner.tool);
  const [one, other] = ['x', 'y'].map((stand) => routeOf(tool.map((word) => guess(word, stand))));
  return one?.name === other?.name && one?.argv[0] === other?.argv[0] ? one : undefined;
}
