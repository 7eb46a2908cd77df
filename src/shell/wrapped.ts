/** Words with wrappers in front: where the tool is, and where `rtk` goes. */

import type { Word } from 'unbash';
import { hasExpansions, isPlain, splits } from './word.ts';
import { VITAL, WRAPPERS, type Wrapper } from './wrappers.ts';

export interface WrappedCommand {
  /** The word before which `rtk` goes. */
  readonly at: number;
  /** The word that is the tool. */
  readonly tool: number;
}

/** Behind all wrappers, or why there is no way behind them. */
export function unwrapped(words: readonly Word[]): WrappedCommand | string {
  let tool = 0;
  let at: number | undefined;
  for (;;) {
    const word = words[tool];
    const wrapper = word && isPlain(word) ? wrapperOf(word.value) : undefined;
    if (!word || !wrapper) return { at: at ?? tool, tool };
    const next = behind(words, tool + 1, wrapper);
    if (next === undefined) return `${word.value} stands before it with words of which rtk is not sure`;
    if (wrapper.whole) at ??= tool;
    tool = next;
  }
}

function wrapperOf(word: string): Wrapper | undefined {
  const name = word.replace(/^(?:\/usr)?\/bin\//, '');
  return Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
}

/** The word that the wrapper starts. */
function behind(words: readonly Word[], from: number, wrapper: Wrapper): number | undefined {
  let { first } = wrapper;
  for (let i = from; i < words.length; i++) {
    const word = words[i];
    if (!word) return undefined;
    const taken = isOption(word) ? option(word, words[i + 1], wrapper) : 0;
    if (taken === undefined) return undefined;
    if (taken > 0) i += taken - 1;
    else if (wrapper.assigns && /^\w+=/.test(word.text)) {
      if (splits(word) || VITAL.test(word.text.replace(/=[\s\S]*/, ''))) return undefined;
    } else if (!first) return wrapper.needs && i === from ? undefined : i;
    else if (hasExpansions(word) || !first.test(word.value)) return undefined;
    else first = undefined;
  }
  return undefined;
}

function isOption(word: Word): boolean {
  return word.text.startsWith('-');
}

/** How many words the option is; undefined if it is none that is known to be harmless. */
function option(word: Word, value: Word | undefined, wrapper: Wrapper): number | undefined {
  if (hasExpansions(word) || VITAL.test(word.value.replace(/^(?:--unset=|-u)/, ''))) return undefined;
  if (wrapper.flags?.test(word.value) || wrapper.joined?.test(word.value)) return 1;
  const needed = wrapper.takes?.[word.value];
  if (!needed || !value || hasExpansions(value) || VITAL.test(value.value)) return undefined;
  return needed.test(value.value) ? 2 : undefined;
}
