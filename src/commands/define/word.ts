/** What every definition of an own word is made of: commander's classes with the types of their options, examples, values. */

import type * as typed from '@commander-js/extra-typings';
import { Command as PlainCommand, Option as PlainOption } from 'commander';
import { closest, distance } from 'fastest-levenshtein';
import { UsageError } from '../../errors.ts';

/** The same classes at run time. */
const Command = PlainCommand as unknown as typeof typed.Command;
const Option = PlainOption as unknown as typeof typed.Option;

/** A word of rtk, as commander has it. */
export type AnyWord = typed.CommandUnknownOpts;

/** The options of a word, as its code gets them. */
export type OptionsOf<Word extends { opts(): unknown }> = Partial<ReturnType<Word['opts']>>;

/** A line to type and what it does. */
type Example = readonly [line: string, does: string];

const EXAMPLES = new WeakMap<object, readonly Example[]>();

/** A word with what it does and lines that show it. */
export function word(name: string, about: string, ...examples: Example[]) {
  const command = new Command(name).description(about).helpOption('-h, --help', 'show this');
  EXAMPLES.set(command, examples);
  return command;
}

export function examplesOf(command: object): readonly Example[] {
  return EXAMPLES.get(command) ?? [];
}

/** An option whose value is one of a few; another one is named with the nearest. */
export function choice<const Flags extends string, const T extends string>(flags: Flags, about: string, values: readonly T[]) {
  const name = /--[\w-]+/.exec(flags)?.[0] ?? flags;
  return new Option(flags, about).choices(values).argParser((text: string): T => oneOf(name, text, values));
}

/** Throws a UsageError that names the nearest. */
export function oneOf<T extends string>(name: string, text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  const near = nearest(text, values);
  throw new UsageError(
    `${name}: there is no \`${text}\`; ${near === undefined ? '' : `did you mean \`${near}\`? `}${near === undefined ? 'use' : 'There are'} ${values.join(', ')}.`,
  );
}

/** The one that was meant, if one is near. */
export function nearest<T extends string>(text: string, values: readonly T[]): T | undefined {
  if (text === '' || values.length === 0) return undefined;
  const near = closest(text, [...values]) as T;
  const letters = (each: string) => [...each].sort().join('');
  // "gian", "dicsover": all the letters are there
  if (letters(text) === letters(near)) return near;
  return distance(text, near) <= (near.length < 6 ? 1 : near.length < 10 ? 2 : 3) ? near : undefined;
}
