/**
 * Puts `rtk` in front of the commands whose output the model reads and for which a filter would run; nothing else changes.
 * Any doubt: the line as it was.
 */

import { limitsOf } from './limits.ts';
import { scriptOf } from './script.ts';
import { judge, type RouteOf, wordsOf } from './simple.ts';
import { OTHER_SHELLS } from './untouched.ts';
import { commandsOf } from './walk.ts';

export interface RewriteOptions {
  /** The word or words that are put in front, as the shell is to read them. */
  readonly rtk?: string;
  readonly routeOf: RouteOf;
}

export interface Rewritten {
  readonly line: string;
  /** How many commands were touched. */
  readonly changed: number;
  readonly commands: readonly JudgedCommand[];
  /** Why the line was not looked into. */
  readonly why?: string;
}

export interface JudgedCommand {
  readonly text: string;
  readonly argv: readonly string[];
  readonly touched: boolean;
  readonly why?: string;
}

/** Characters. Longer lines carry data, and are not worth the time; nor are those with very many parts. */
const LONG = 64_000;
const MANY = 500;

export function rewrite(line: string, { rtk = 'rtk', routeOf }: RewriteOptions): Rewritten {
  try {
    return rewritten(line, rtk, routeOf);
  } catch {
    return left(line, 'it could not be read');
  }
}

function rewritten(line: string, rtk: string, routeOf: RouteOf): Rewritten {
  if (line.length > LONG || (line.match(/<<|`/g)?.length ?? 0) > MANY) return left(line, 'it is too long');
  if (line.includes('\0')) return left(line, 'it holds a NUL');
  if (OTHER_SHELLS.some((sign) => sign.test(line))) return left(line, 'it is not written for a POSIX shell');
  // The text of a running command, which a trap or a prompt prints.
  if (/BASH_COMMAND|BASH_XTRACEFD/.test(line)) return left(line, 'it looks at its own text');
  const script = scriptOf(line);
  if (script.commands.length > MANY) return left(line, 'it has too many commands');
  const found = (script.errors?.length ?? 0) > 0 ? undefined : commandsOf(script, line);
  if (!found) return left(line, 'bash would not understand it');
  if (found.length > MANY) return left(line, 'it has too many commands');
  const limits = limitsOf(script);
  if (limits.names.has(rtk) || limits.names.has('command_not_found_handle')) return left(line, 'it defines what rtk relies on');
  const places: number[] = [];
  const commands = found
    .filter(({ command }) => command.name !== undefined)
    .map((each): JudgedCommand => {
      const verdict = judge(each, limits, routeOf);
      if ('at' in verdict) places.push(verdict.at);
      const argv = wordsOf(each.command).map((word) => word.value);
      return { text: each.text, argv, touched: 'at' in verdict, ...('why' in verdict ? { why: verdict.why } : {}) };
    });
  return { line: inserted(line, rtk, places), changed: places.length, commands };
}

function left(line: string, why: string): Rewritten {
  return { line, changed: 0, commands: [], why };
}

function inserted(line: string, rtk: string, places: readonly number[]): string {
  let result = '';
  let done = 0;
  for (const place of [...places].sort((a, b) => a - b)) {
    result += `${line.slice(done, place)}${rtk} `;
    done = place;
  }
  return result + line.slice(done);
}
