/** An estimate of how many tokens a text is, without a vocabulary. */
import { COSTS } from './token-costs.ts';

/** Where each kind of tally begins. A word is counted once under `word`, by prefix, case and length, and once per pair of letters under `pair`. */
export const AT = { digits: 0, blank: 1, newline: 9, mark: 17, repeat: 60, foreign: 64, word: 272, pair: 528, end: 1552 } as const;

const PAIR = AT.pair;
const LOWER = 0;
const UPPER = 1;
const OTHER_LETTER = 2;
const DIGIT = 3;
const BLANK = 4;
const NEWLINE = 5;
const MARK = 6;
/** Of the first 128 characters. */
const CLASS = new Uint8Array(128).fill(MARK);
CLASS.fill(LOWER, 97, 123)
  .fill(UPPER, 65, 91)
  .fill(DIGIT, 48, 58)
  .fill(BLANK, 9, 13)
  .fill(BLANK, 32, 33)
  .fill(NEWLINE, 10, 11)
  .fill(NEWLINE, 13, 14);

/** What stands in front of a word and belongs to it. */
const NOTHING = 0;
const SPACE = 1;
const JOINING_MARK = 2;
const OTHER_MARK = 3;
const JOINING = new Set([...'._/-("$:=<'].map((mark) => mark.charCodeAt(0)));
const ESCAPE = 27;

/**
 * Tokens of `text` in the o200k_base vocabulary, estimated: the text is cut as that tokenizer cuts it, and each piece costs what its kind
 * costs on average. `scripts/calibrate.ts` fits the costs and says how far off they are.
 */
export function tokensOf(text: string): number {
  if (text === '') return 0;
  const known = recent.find((each) => each.text === text);
  if (known) return known.tokens;
  const tokens = estimated(text);
  recent = [{ text, tokens }, ...recent.slice(0, 1)];
  return tokens;
}

/** A run asks for the raw text and for the result, each more than once. */
let recent: readonly { readonly text: string; readonly tokens: number }[] = [];

function estimated(text: string): number {
  const tally = tallyOf(text);
  let sum = 0;
  for (let key = 0; key < AT.end; key++) {
    const count = tally[key] ?? 0;
    if (count !== 0) sum += count * (COSTS[key] ?? 0);
  }
  return Math.max(1, Math.round(sum / 100));
}

/** How often each kind of piece occurs in `text`. */
export function tallyOf(written: string): Uint32Array {
  const tally = new Uint32Array(AT.end);
  const text = codesOf(written);
  let at = 0;
  while (at < text.length) {
    const code = text[at] as number;
    const kind = code < 128 ? (CLASS[code] as number) : foreignClass(code);
    if (kind <= OTHER_LETTER) at = word(text, at, NOTHING, tally);
    else if (kind === DIGIT) at = digits(text, at, tally);
    else if (kind === MARK) at = marks(text, at, false, tally);
    else at = blanks(text, at, tally);
  }
  return tally;
}

type Codes = Uint8Array | Uint16Array;

/** The code units. An interpreter reads them from an array several times faster than with `charCodeAt`, which is a call. */
function codesOf(text: string): Codes {
  if (!/[^\0-\x7f]/.test(text)) return Buffer.from(text, 'latin1');
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
}

/** Capitals and then small letters: `fooBar` is two words, `HTTPServer` one. */
function word(text: Codes, start: number, prefix: number, tally: Uint32Array): number {
  const middle = CLASS[text[start] as number] === LOWER ? start : letters(text, start, UPPER, tally);
  const end = letters(text, middle, LOWER, tally);
  const length = end - start;
  if ((text[start] as number) < 128) add(tally, AT.word + prefix * 64 + shapeOf(middle - start, length) * 16 + Math.min(length, 16) - 1);
  return end;
}

/** Letters of one case, and those that have none. */
function letters(text: Codes, start: number, wanted: number, tally: Uint32Array): number {
  let at = start;
  let last = at > 0 ? (text[at - 1] as number) : 0;
  last = wanted === LOWER && last >= 65 && last <= 90 ? last & 31 : 0;
  for (; at < text.length; at++) {
    const code = text[at] as number;
    // Most of any text: no call, for the first text of a process is read by an interpreter.
    if (code < 128) {
      if (CLASS[code] !== wanted) break;
      const key = PAIR + (last << 5) + (code & 31);
      tally[key] = (tally[key] as number) + 1;
      last = code & 31;
      continue;
    }
    const kind = classOf(code);
    if (kind !== wanted && kind !== OTHER_LETTER) break;
    add(tally, AT.foreign + foreignKind(code));
    last = 0;
  }
  return at;
}

/** `word`, `Word`, `WORD`, `WORDs`. */
function shapeOf(capitals: number, length: number): number {
  if (capitals === 0) return 0;
  if (capitals === length) return 2;
  return capitals === 1 ? 1 : 3;
}

/** Groups of up to three digits are a token each. */
function digits(text: Codes, start: number, tally: Uint32Array): number {
  let at = start + 1;
  while (at < text.length && classOf(text[at] as number) === DIGIT) at++;
  add(tally, AT.digits, Math.ceil((at - start) / 3));
  return at;
}

/** A run of punctuation and signs; a single one in front of a word belongs to the word. */
function marks(text: Codes, start: number, spaced: boolean, tally: Uint32Array): number {
  const first = text[start] as number;
  if (first === ESCAPE) add(tally, AT.repeat + 2);
  let last = 0;
  let changes = -1;
  let foreign = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text[at] as number;
    const kind = classOf(code);
    if (kind !== MARK) {
      if (kind <= OTHER_LETTER && at === start + 1 && !spaced && foreign === 0)
        return word(text, at, JOINING.has(first) ? JOINING_MARK : OTHER_MARK, tally);
      break;
    }
    if (code > 127) {
      add(tally, code === last ? AT.repeat + (code >> 7 === 0x4a ? 0 : 1) : AT.foreign + foreignKind(code));
      foreign++;
    }
    if (code !== last) changes++;
    last = code;
  }
  if (foreign < at - start) asciiRun(at - start, changes, AT.mark + (spaced ? 20 : 0), tally);
  return at;
}

/** How often the mark changes in the run, and how often it does not. */
function asciiRun(length: number, changes: number, from: number, tally: Uint32Array): void {
  add(tally, from + Math.min(changes, 7));
  add(tally, from + 8 + Math.min(length - changes - 1, 9));
  if (changes > 7) add(tally, AT.mark + 40, changes - 7);
  if (length - changes > 20) add(tally, AT.mark + 41, (length - changes) >> 4);
}

/** Blanks up to the last line end are one piece, those up to the last blank another, and the last one goes with what follows. */
function blanks(text: Codes, start: number, tally: Uint32Array): number {
  let at = start;
  let end = start;
  let lines = 0;
  let kind = BLANK;
  for (; at < text.length; at++) {
    const code = text[at] as number;
    kind = code < 128 ? (CLASS[code] as number) : foreignClass(code);
    if (kind === NEWLINE) {
      end = at + 1;
      lines++;
    } else if (kind !== BLANK) break;
  }
  if (lines > 0) add(tally, AT.newline + (end - start === lines ? 0 : 3) + Math.min(lines, 3));
  if (at === end) return at;
  if (at === text.length) add(tally, AT.blank);
  else if (at - end > 1) add(tally, AT.blank + indentKind(text[end] as number, at - end));
  return at === text.length ? at : afterBlank(text, at, kind, tally);
}

function indentKind(first: number, length: number): number {
  if (first === 9) return 1;
  if (length > 80) return 3;
  return length > 16 ? 4 : 2;
}

function afterBlank(text: Codes, at: number, kind: number, tally: Uint32Array): number {
  const space = (text[at - 1] as number) === 32;
  if (kind <= OTHER_LETTER) return word(text, at, space ? SPACE : OTHER_MARK, tally);
  if (kind === MARK && space) return marks(text, at, true, tally);
  add(tally, AT.blank);
  return at;
}

function add(tally: Uint32Array, key: number, count = 1): void {
  tally[key] = (tally[key] ?? 0) + count;
}

function classOf(code: number): number {
  return code < 128 ? (CLASS[code] as number) : foreignClass(code);
}

function foreignClass(code: number): number {
  if (code === 0xa0 || code === 0x3000) return BLANK;
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? OTHER_LETTER : MARK;
  if (code < 0x2000) return OTHER_LETTER;
  if (code < 0x3040) return MARK;
  return code < 0xd800 ? OTHER_LETTER : MARK;
}

/** Signs, arrows and box drawing by sixteens; letters by script; surrogates. */
function foreignKind(code: number): number {
  if (code >= 0x2000 && code < 0x2c00) return 16 + ((code - 0x2000) >> 4);
  const kind = SCRIPTS.findIndex((end) => code < end);
  return kind < 0 ? SCRIPTS.length : kind;
}

/** Ends of: Latin-1 signs, Latin, Greek and Cyrillic, other alphabets, CJK signs, kana, CJK, Hangul, high and low surrogates. */
const SCRIPTS = [0xc0, 0x250, 0x530, 0x2000, 0x3040, 0x3100, 0xac00, 0xd800, 0xdc00, 0xe000];
