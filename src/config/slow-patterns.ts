/**
 * Finds an input on which a pattern needs more than linear time, by trying: the pattern's own parts, repeated.
 * Loaded when the index is built and when a user's filter is new; never by a command whose filters are known.
 */

import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** A pattern that is worse than linear, with an input that shows it. */
export interface Slow {
  /** `prefix` + `pump` repeated + `suffix` */
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
  /** How long one search took in `CHARACTERS`. */
  readonly ms: number;
}

/** Exponential time shows in a few repeats, one of these steps before it would take for ever. */
const REPEATS = [8, 14, 20, 26, 32, 40, 50, 64];
/** Cubic time shows in 400 characters, quadratic in about the longest line that a filter is given. */
const CHARACTERS = [400, 15_000];
/** A linear search takes 0.1 ms, a quadratic one 100. */
export const TOO_LONG = 8;
/** What makes a search fail behind the repeats: a character of no class, the end, words that do not end the line. */
/** Repeated up to this often an element costs little. */
const MANY = 30;
const SUFFIXES = ['\u0001', '', 'a\t\u0001 \t'];
/** One of each class that patterns tell apart. */
const CHARS = [...'aA0 \t.-/:_("[,=|>\'', 'é', '─'];

/** The input that took too long, if there is one. */
export function slowOn(source: string, flags = ''): Slow | undefined {
  const pattern = new RegExp(source, flags);
  for (const attack of attacksOn(source, flags)) {
    const ms = searched(pattern, attack);
    if (ms > TOO_LONG) return { ...attack, ms };
  }
  return undefined;
}

export type Attack = Omit<Slow, 'ms'>;

/** `"  0) " + "─" × 15000 + "\u0001"` */
export function shownAttack({ prefix, pump, suffix }: Attack): string {
  const said = JSON.stringify;
  const parts = [prefix && said(prefix), `${said(pump)} × ${Math.ceil(15_000 / pump.length)}`, suffix && said(suffix)];
  return parts.filter((part) => part !== '').join(' + ');
}

/** Milliseconds of one search; less than the whole if a shorter input takes too long. */
export function searched(pattern: RegExp, attack: Attack): number {
  let ms = 0;
  for (const times of [...REPEATS, ...CHARACTERS.map((characters) => Math.ceil(characters / attack.pump.length))]) {
    ms = leastOf3(pattern, `${attack.prefix}${attack.pump.repeat(times)}${attack.suffix}`);
    if (ms > TOO_LONG) break;
  }
  return ms;
}

/** The least of three measurements, so that a busy machine accuses nobody. */
function leastOf3(pattern: RegExp, text: string): number {
  let least = Infinity;
  for (let run = 0; run < 3 && least > TOO_LONG; run++) {
    const start = performance.now();
    if (pattern.global || pattern.sticky) text.replace(pattern, '');
    else pattern.test(text);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

interface Repeat {
  /** What must stand before it. */
  readonly prefix: string;
  readonly element: AST.QuantifiableElement;
}

/** Texts that the pattern may have trouble with. */
export function* attacksOn(source: string, flags: string): Generator<Attack> {
  const tree = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const repeats = tree.alternatives.flatMap((alternative) => repeatsIn(alternative.elements, ''));
  const pumps = pumpsOf(tree, /\\n|\\s\\S|\[\^\]/.test(source) || flags.includes('m'));
  for (const { prefix, element } of repeats) {
    const accepts = new RegExp(`^(?:${element.raw})+$`, flags.replace(/[gy]/g, ''));
    const taken = pumps.filter((pump) => accepts.test(pump));
    for (const pump of new Set([...taken, sampleOf(element)])) {
      if (pump === '') continue;
      for (const suffix of SUFFIXES) {
        yield { prefix, pump, suffix };
        if (prefix !== '') yield { prefix: '', pump: prefix + pump, suffix };
      }
    }
  }
}

/** Everything that is repeated without end, or nearly, with the shortest text that leads there. */
function repeatsIn(elements: readonly AST.Element[], before: string): Repeat[] {
  let prefix = before;
  return elements.flatMap((element) => {
    const found = repeatsOf(element, prefix);
    prefix += sampleOf(element);
    return found;
  });
}

function repeatsOf(element: AST.Element, prefix: string): Repeat[] {
  if (element.type === 'Quantifier') {
    const inner = repeatsOf(element.element, prefix);
    return element.max > MANY ? [{ prefix, element: element.element }, ...inner] : inner;
  }
  return alternativesOf(element).flatMap(({ elements }) => repeatsIn(elements, prefix));
}

function alternativesOf(element: AST.Element): readonly AST.Alternative[] {
  if (element.type === 'Group' || element.type === 'CapturingGroup') return element.alternatives;
  return element.type === 'Assertion' && 'alternatives' in element ? element.alternatives : [];
}

/** Characters and words that the pattern may take: one of each class, its own literals, samples of its parts. */
function pumpsOf(tree: AST.Pattern, lines: boolean): string[] {
  const own = new Set(lines ? [...CHARS, '\n', 'a\n', ' \n'] : CHARS);
  const add = (elements: readonly AST.Element[]) => {
    own.add(elements.map(sampleOf).join(''));
    let literal = '';
    for (const element of elements) {
      const sample = sampleOf(element);
      if (element.type === 'Character') own.add(sample);
      literal = element.type === 'Character' || element.type === 'CharacterClass' ? literal + sample : '';
      own.add(literal).add(sample);
      const inner = element.type === 'Quantifier' ? element.element : element;
      for (const each of alternativesOf(inner)) add(each.elements);
    }
  };
  for (const alternative of tree.alternatives) add(alternative.elements);
  own.delete('');
  return [...own];
}

/** The shortest text that the element takes, or nearly. */
function sampleOf(element: AST.Element): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'Quantifier':
      return sampleOf(element.element).repeat(element.min);
    case 'Group':
    case 'CapturingGroup':
      return (element.alternatives[0]?.elements ?? []).map(sampleOf).join('');
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return charOf(element);
    default:
      return '';
  }
}

function charOf({ raw }: { readonly raw: string }): string {
  const one = new RegExp(`^${raw}$`, raw.includes('\\p') ? 'u' : '');
  const own = [...raw.replace(/^\[\^?/, '')].filter((char) => one.test(char));
  return [...CHARS, ...own, '\n'].find((char) => one.test(char)) ?? own[0] ?? '';
}
