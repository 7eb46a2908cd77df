/** What can be said of a word before the shell has expanded it. */

import type { DoubleQuotedChild, Word, WordPart } from 'unbash';

/** Spelled as the shell takes it: no quotes, backslashes, expansions. */
export function isPlain(word: Word): boolean {
  return !word.parts && word.text === word.value && /^[\w./~+@:-]+$/.test(word.value);
}

/** Known to the letter before the shell has read it; what stands between `$'` and `'` is not counted among it. */
export function isLiteral(word: Word): boolean {
  return (word.parts ?? []).every(
    (part) =>
      part.type === 'Literal' ||
      part.type === 'SingleQuoted' ||
      (part.type === 'DoubleQuoted' && part.parts.every((inner) => inner.type === 'Literal')),
  );
}

export function hasExpansions(word: Word): boolean {
  return (word.parts ?? []).some(expands);
}

function expands(part: WordPart): boolean {
  if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') return part.parts.some((inner) => inner.type !== 'Literal');
  return part.type !== 'Literal' && part.type !== 'SingleQuoted' && part.type !== 'AnsiCQuoted';
}

/** May it become several words, or none? */
export function splits(word: Word): boolean {
  return (word.parts ?? []).some((part) => (part.type === 'DoubleQuoted' ? part.parts.some(isList) : expands(part)));
}

/** `"$@"`, `"${files[@]}"` */
function isList(part: DoubleQuotedChild): boolean {
  return (part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion') && /@/.test(part.text);
}

/** A file descriptor of the shell's, or bytes that are no text: neither passes through rtk. */
export function isForeign(word: Word): boolean {
  return (
    (word.parts ?? []).some(
      (part) =>
        part.type === 'ProcessSubstitution' ||
        (part.type === 'AnsiCQuoted' && /\\(?:x|[0-7])/.test(part.text) && /[^\0-\x7f]/.test(part.value)),
    ) || /^\/dev\/fd\/|^\/proc\/self\//.test(word.value)
  );
}

/** The word with `stand` for all that is not known yet. */
export function guess(word: Word, stand: string): string {
  if (!word.parts) return word.value;
  return word.parts.map((part) => ofPart(part, stand)).join('');
}

function ofPart(part: WordPart, stand: string): string {
  if (part.type === 'DoubleQuoted' || part.type === 'LocaleString')
    return part.parts.map((inner) => (inner.type === 'Literal' ? inner.value : stand)).join('');
  return part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted' ? part.value : stand;
}
