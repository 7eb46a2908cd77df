/** One simple command: where `rtk` goes in it, or why nowhere. */

import type { Command, Word } from 'unbash';
import type { Route } from '../route/route.ts';
import type { Limits } from './limits.ts';
import { BUILTINS, EDITOR, ENDLESS, FIRST_WORD_DECIDES, SEARCHES, SIDE_EFFECTS, SILENT } from './untouched.ts';
import type { Found } from './walk.ts';
import { guess, isForeign, isPlain } from './word.ts';
import { unwrapped } from './wrapped.ts';
import { VITAL } from './wrappers.ts';

export type RouteOf = (argv: readonly string[]) => Route;

/** `at` is the place of the word before which `rtk` goes. */
export type LineVerdict = { readonly at: number } | { readonly why: string };

export function judge({ command, outlets }: Found, limits: Limits, routeOf: RouteOf): LineVerdict {
  if (outlets.why !== undefined) return { why: outlets.why };
  if (outlets.stdout !== 'the model') return { why: `${outlets.stdout} reads it` };
  if (outlets.stderr !== 'the model' && outlets.stderr !== 'nobody') return { why: `${outlets.stderr} gets its errors` };
  if (command.pos >= limits.until) return { why: 'what stands before it may change what it runs' };
  const vital = command.prefix.find((item) => item.type === 'Assignment' && VITAL.test(item.name));
  if (vital?.type === 'Assignment') return { why: `${vital.name} is set for it` };
  return ofWords(wordsOf(command), limits, routeOf);
}

export function wordsOf(command: Command): Word[] {
  const args = command.args.map(
    (arg): Word => (arg.type === 'Word' ? arg : { type: 'Word', pos: arg.pos, end: arg.end, text: arg.text, value: arg.text }),
  );
  return command.name ? [command.name, ...args] : [];
}

/** Its words, quotes taken off, as one text. */
export function typed(command: Command): string {
  return wordsOf(command)
    .map(({ value }) => value)
    .join(' ');
}

function ofWords(words: readonly Word[], limits: Limits, routeOf: RouteOf): LineVerdict {
  const inner = unwrapped(words);
  if (typeof inner === 'string') return { why: inner };
  const [tool, first] = [words[inner.tool], words[inner.at]];
  if (!tool || !first || !isPlain(tool)) return { why: 'the program is not spelled out' };
  const redefined = words.slice(0, inner.tool + 1).find((word) => limits.names.has(word.value));
  if (redefined) return { why: `${redefined.value} is defined in the line` };
  if (BUILTINS.has(tool.value)) return { why: `${tool.value} is a part of the shell` };
  const why = withoutFilter(words.slice(inner.tool), routeOf);
  return why === undefined ? { at: first.pos } : { why };
}

/** Why no filter would run for sure; with words that are still to be expanded it runs for whatever they become. */
function withoutFilter(words: readonly Word[], routeOf: RouteOf): string | undefined {
  if (words.some(isForeign)) return 'one of its words does not pass through rtk';
  const [routed, other] = ['x', 'y'].map((stand) => routeOf(words.map((word) => guess(word, stand))));
  if (!routed?.filter || !other) return routed?.why ?? 'no filter';
  const [program = '', first] = routed.argv;
  if (routed.name !== other.name || program !== other.argv[0] || (FIRST_WORD_DECIDES.has(program) && first !== other.argv[1]))
    return 'what it does is not spelled out';
  const typed = routed.argv.join(' ');
  if (SIDE_EFFECTS.some((prefix) => typed === prefix || typed.startsWith(`${prefix} `))) return 'it changes things and says little';
  if (SEARCHES.test(typed) && routed.argv.some((word) => SILENT.test(word))) return 'it prints nothing';
  if (ENDLESS.test(typed)) return 'it does not end by itself';
  return EDITOR.test(typed) ? 'it opens an editor' : undefined;
}
