/** The definitions of all words as plain data, for completions and the manual. */

import { filterNames } from '../filters.gen.ts';
import { AGENTS } from '../hooks/agents/index.ts';
import { SHELLS } from './define/settings.ts';
import { type AnyWord, examplesOf } from './define/word.ts';
import { nameOf } from './parse-words.ts';

/** What a value is: one of a few, or what a shell knows to complete. */
export type Value = { readonly kind: 'file' | 'folder' | 'command' | 'text' } | { readonly kind: 'one'; readonly of: readonly string[] };

export interface OptionInfo {
  readonly short?: string;
  readonly long: string;
  readonly about: string;
  /** Its value as the help names it; absent for a flag. */
  readonly placeholder?: string;
  readonly optional: boolean;
  readonly value?: Value;
}

export interface WordInfo {
  /** As it is typed: `gain export`. */
  readonly name: string;
  readonly about: string;
  readonly usage: string;
  readonly options: readonly OptionInfo[];
  /** What the words behind it are; one that may come again is the last. */
  readonly args: readonly Value[];
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly below: readonly WordInfo[];
}

export function catalogOf(words: readonly AnyWord[]): WordInfo[] {
  const names = words.map((word) => word.name());
  return words.map((word) => infoOf(word, names));
}

function infoOf(word: AnyWord, names: readonly string[]): WordInfo {
  const help: OptionInfo = { short: '-h', long: '--help', about: 'show this', optional: false };
  return {
    name: nameOf(word),
    about: word.description(),
    usage: word.usage(),
    options: [...word.options.map(optionOf), help],
    args: word.registeredArguments.map((argument) => kindOf(argument.name(), words(word, names))),
    examples: examplesOf(word),
    below: word.commands.map((each) => infoOf(each, names)),
  };
}

/** The words behind `rtk help` and `rtk completions`. */
function words(word: AnyWord, names: readonly string[]): readonly string[] | undefined {
  if (word.name() === 'completions') return SHELLS;
  return word.name() === 'help' ? names : undefined;
}

function optionOf({ short, long, description, flags, optional, argChoices }: AnyWord['options'][number]): OptionInfo {
  // "-l, --lines <a-b>", "--project [path]"
  const placeholder = /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1];
  return {
    ...(short ? { short } : {}),
    long: long ?? short ?? '',
    about: description,
    optional,
    ...(placeholder === undefined ? {} : { placeholder, value: kindOf(placeholder.replace('...', ''), argChoices) }),
  };
}

function kindOf(name: string, choices: readonly string[] | undefined): Value {
  if (choices) return { kind: 'one', of: choices };
  if (name === 'agent') return { kind: 'one', of: Object.keys(AGENTS) };
  if (name === 'filter') return { kind: 'one', of: filterNames() };
  if (name === 'folder') return { kind: 'folder' };
  if (name === 'command') return { kind: 'command' };
  return { kind: /^(?:file|path)$/.test(name) ? 'file' : 'text' };
}

/** rtk's own options, which stand before the command. */
export const OPTIONS: readonly OptionInfo[] = [
  { short: '-u', long: '--tight', about: 'hide more', optional: false },
  { long: '--lossless', about: 'hide nothing but repeats and redraws', optional: false },
  {
    long: '--level',
    about: 'how much is hidden',
    optional: false,
    placeholder: 'level',
    value: { kind: 'one', of: ['lossless', 'normal', 'tight'] },
  },
  { short: '-h', long: '--help', about: 'show the help', optional: false },
  { short: '-V', long: '--version', about: 'show the version', optional: false },
];
