/** rtk's own options, which stand before the command: everything behind its first word is the command's. */

import { UsageError } from '../errors.ts';
import type { Level } from '../types.ts';
import { asLevel } from './types.ts';

export interface Flags {
  readonly level?: Level;
}

const SHORT: Readonly<Record<string, Level>> = {
  '-u': 'tight',
  '--tight': 'tight',
  // As rtk-rs calls it.
  '--ultra-compact': 'tight',
  '--lossless': 'lossless',
  '--normal': 'normal',
};
/** Of rtk-rs; what they ask for is done anyhow, or has no meaning here. */
const IDLE = /^(?:-v+|--verbose|--skip-env)$/;
const KNOWN = [...Object.keys(SHORT), '--level', '--help', '--version', '--verbose', '--skip-env'];

export interface Typed {
  readonly flags: Flags;
  readonly argv: readonly string[];
  /** Behind `--`: a command, whatever it is called. */
  readonly escaped?: boolean;
}

export function flagsOf(typed: readonly string[]): Typed {
  let level: Level | undefined;
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] ?? '';
    const short = SHORT[word];
    if (word === '') throw new UsageError('the command is empty; give one, as in `rtk git status`.');
    if (word === '--') return { flags: flags(level), argv: typed.slice(i + 1), escaped: true };
    if (!word.startsWith('-')) return { flags: flags(level), argv: typed.slice(i) };
    if (short) level = short;
    else if (word === '--level') level = asLevel(levelAfter(typed[++i]), '--level');
    else if (word.startsWith('--level=')) level = asLevel(word.slice('--level='.length), '--level');
    else if (word === '--help' || word === '-h') return { flags: {}, argv: ['help', ...typed.slice(i + 1)] };
    else if (word === '--version' || word === '-V' || (word === '-v' && typed.length === 1)) return { flags: {}, argv: ['version'] };
    else if (!IDLE.test(word)) throw new UsageError(unknown(word));
  }
  return { flags: flags(level), argv: ['help'] };
}

function levelAfter(word: string | undefined): string {
  if (word === undefined) throw new UsageError('--level needs a value: lossless, normal or tight.');
  return word;
}

/** Nothing that measures distances is loaded here: an option that begins alike is what was meant. */
function unknown(word: string): string {
  const near = KNOWN.find((option) => option.slice(0, 4) === word.slice(0, 4) && word.length > 3);
  return `there is no option \`${word}\` before the command; ${near === undefined ? '' : `did you mean \`${near}\`? `}\`rtk --help\` lists them.`;
}

function flags(level: Level | undefined): Flags {
  return level === undefined ? {} : { level };
}
