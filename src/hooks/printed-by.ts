/** What may stand in a text that a whole line printed. Unless it is known to be something else, it is the content of a file. */

import { type Command, forEachChild, type ParsedScript, type SyntaxNode, type Word } from 'unbash';
import { limitsOf } from '../shell/limits.ts';
import { scriptOf } from '../shell/script.ts';
import type { RouteOf } from '../shell/simple.ts';
import { typed, wordsOf } from '../shell/simple.ts';
import { OTHER_SHELLS } from '../shell/untouched.ts';
import { commandsOf, type Found } from '../shell/walk.ts';
import { guess, hasExpansions } from '../shell/word.ts';
import { unwrapped } from '../shell/wrapped.ts';

/**
 * `words`: what tools say of themselves. `content`: something in the line shows files, patches, hits or data. `anything`: nothing is known to, but
 * programs that nobody knows print it. `rtk`: all that prints is behind rtk already.
 */
export type Printed = 'words' | 'content' | 'anything' | 'rtk';

export function printedBy(line: string, routeOf: RouteOf): Printed {
  const read = readLine(line);
  if (!read) return 'content';
  const counted = stretchesBefore(COUNTS, read.script);
  const { names } = limitsOf(read.script);
  const printers = read.commands.filter((found) => isSeen(found) && !isIn(counted, found.command));
  if (printers.length > 0 && printers.every(({ command }) => isRtk(wordsOf(command)))) return 'rtk';
  const kinds = printers.map((found) => (names.has(found.command.name?.value ?? '') ? 'anything' : kindOf(found, routeOf)));
  if (kinds.includes('content')) return 'content';
  return kinds.includes('anything') ? 'anything' : 'words';
}

/** undefined if the line cannot be read. */
function readLine(line: string): { script: ParsedScript; commands: Found[] } | undefined {
  try {
    if (line.length > 64_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return undefined;
    const script = scriptOf(line);
    const commands = (script.errors?.length ?? 0) > 0 ? undefined : commandsOf(script, line);
    return commands && { script, commands };
  } catch {
    return undefined;
  }
}

/** They print nothing as a rule. A script that is sourced is none of them. */
const SILENT =
  /^(?:cd|export|set|unset|shopt|true|false|:|mkdir|touch|rm|rmdir|cp|mv|ln|chmod|chown|sleep|test|\[|ulimit|umask|alias|wait|local|declare|typeset|readonly|read|mapfile|readarray|shift|break|continue|exit|return|let|kill|getopts)$/;

/** Its output may be seen, at the end of a pipe or on its way there. What is substituted is judged where it is printed. */
function isSeen({ command, outlets }: Found): boolean {
  const goesOn = outlets.stdout === 'the model' || outlets.stdout === 'a program';
  return command.name !== undefined && goesOn && !SILENT.test(command.name.value) && !outlets.why?.includes('substituted');
}

/** They count what comes through a pipe. */
const COUNTS = /^(?:wc|uniq -c|[ef]?grep (?:-\S+ )*(?:-\w*c\w*|--count)|rg (?:-\S+ )*(?:-c|--count))(?: |$)/;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What stands in a pipe before such a program. */
function stretchesBefore(program: RegExp, script: ParsedScript): Stretch[] {
  const found: Stretch[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Pipeline') {
      const stages = node.commands.slice(1).filter((stage) => stage.type === 'Command' && program.test(typed(stage)));
      for (const stage of stages) found.push({ from: node.pos, to: stage.pos });
    }
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function isIn(stretches: readonly Stretch[], { pos }: Command): boolean {
  return stretches.some(({ from, to }) => pos >= from && pos < to);
}

// "--format=%H", "-o json": a form that somebody asked for; "<<E": the text stands in the line
const DATA = /--(?:json|porcelain|format|output|template)\b|<</;
// "$?", "${PIPESTATUS[0]}": numbers that the shell keeps
const NUMBER = /\$(?:[?#!$]|\{(?:[?#!$]|PIPESTATUS\[\d+\]|#\w+)\})/g;

function kindOf({ command, text, outlets }: Found, routeOf: RouteOf): Printed {
  const words = wordsOf(command);
  const name = command.name?.value;
  if (DATA.test(text)) return 'content';
  if (name === 'echo' || name === 'printf') return /[$`]/.test(text.replace(NUMBER, '').replace(/'[^']*'/g, '')) ? 'content' : 'words';
  const tool = toolOf(words);
  if (outlets.why === 'it reads a pipe' && passesOn(tool, command)) return 'words';
  const { prints = 'anything' } = routeOf(tool.map((word) => guess(word, 'x')));
  if (prints === 'words') return 'words';
  return prints === 'anything' || prints === 'tasks' ? 'anything' : 'content';
}

/** Behind wrappers and rtk. */
function toolOf(words: readonly Word[]): readonly Word[] {
  const inner = unwrapped(words);
  const tool = typeof inner === 'string' ? words : words.slice(inner.tool);
  return isRtk(tool) && tool.length > 1 ? toolOf(tool.slice(1)) : tool;
}

function isRtk(words: readonly Word[]): boolean {
  const inner = unwrapped(words);
  const [tool] = typeof inner === 'string' ? words : words.slice(inner.tool);
  return /^(?:.*\/)?rtk(?:-node)?(?:\.exe)?$/.test(tool?.value ?? '');
}

/** Words that are no options of a program that shows some of the lines that it reads from a pipe, as they are. */
const PASSING: Readonly<Record<string, number>> = { head: 0, tail: 0, cat: 0, tee: 9, grep: 1, egrep: 1, fgrep: 1, rg: 1 };

/** Without a file of its own it prints what came through the pipe, whose producer is judged by itself. */
function passesOn([name, ...rest]: readonly Word[], command: Command): boolean {
  const allowed = PASSING[name?.value ?? ''];
  if (allowed === undefined || command.redirects.some(({ operator }) => operator.startsWith('<'))) return false;
  const operands = rest.filter((word) => !/^-|^[-+]?\d+$/.test(word.value));
  return operands.length <= allowed && !operands.some((word) => hasExpansions(word) && allowed === 0);
}
