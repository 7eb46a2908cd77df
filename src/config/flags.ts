/** rtk's own options, which stand before the command: everything behind its first word is the command's. */

import { UsageError } from '../errors.ts';
import type { Level } from '../types.ts';
import { asLevel } from './types.ts';

export interface Flags {
  readonly level?: Level;
}

const SHORT: Readonly<Record<string, Level>> = { '-u': 'tight', '--tight': 'tight', '--lossless': 'lossless', '--normal': 'normal' };

export function flagsOf(typed: readonly string[]): { readonly flags: Flags; readonly argv: readonly string[]; readonly escaped?: boolean } {
  let level: Level | undefined;
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] ?? '';
    const short = SHORT[word];
    if (word === '--') return { flags: flags(level), argv: typed.slice(i + 1), escaped: true };
    if (!word.startsWith('-')) return { flags: flags(level), argv: typed.slice(i) };
    if (short) level = short;
    else if (word === '--level') level = asLevel(typed[++i] ?? '', '--level');
    else if (word.startsWith('--level=')) level = asLevel(word.slice('--level='.length), '--level');
    else if (word === '--help' || word === '-h') return { flags: {}, argv: ['help', ...typed.slice(i + 1)] };
    else if (word === '--version' || word === '-V') return { flags: {}, argv: ['version'] };
    else throw new UsageError(`there is no option \`${word}\` before the command; see \`rtk --help\`.`);
  }
  return { flags: flags(level), argv: ['help'] };
}

function flags(level: Level | undefined): Flags {
  return level === undefined ? {} : { level };
}
