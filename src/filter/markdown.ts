/** A text for models in Markdown, with fewer words that say the same: a fixed table, no judgement. Pure. */

/** Wordings and what says the same; each stands between word borders, and a capital at its beginning stays one. */
const SHORTER: readonly (readonly [long: string, short: string])[] = [
  ['it is important to note that', ''],
  ['it should be noted that', ''],
  ['please note that', ''],
  ['please be aware that', ''],
  ['please', ''],
  ['in order to', 'to'],
  ['so as to', 'to'],
  ['due to the fact that', 'because'],
  ['for the reason that', 'because'],
  ['in the event that', 'if'],
  ['at this point in time', 'now'],
  ['at the present time', 'now'],
  ['for the purpose of', 'for'],
  ['with regard to', 'about'],
  ['with respect to', 'about'],
  ['in relation to', 'about'],
  ['prior to', 'before'],
  ['subsequent to', 'after'],
  ['is able to', 'can'],
  ['are able to', 'can'],
  ['has the ability to', 'can'],
  ['have the ability to', 'can'],
  ['utilize', 'use'],
  ['utilizes', 'uses'],
  ['utilizing', 'using'],
];

const WORDINGS = new RegExp(`(?<![\\w/.-])(?:${SHORTER.map(([long]) => long.replaceAll(' ', ' +')).join('|')})(?![\\w/-])[ ]?`, 'gi');

/** The text with fewer words; the very text where nothing can go. */
export function shorterMarkdown(text: string): string {
  const lines: string[] = [];
  for (const { line, isProse } of linesOf(text)) {
    const above = lines.at(-1);
    if (isProse && line.trim() === '' && above !== undefined && above.trim() === '') continue;
    lines.push(isProse ? shorterLine(line) : line);
  }
  return lines.join('\n');
}

/** What a shorter text must say, to the letter and in the same order: code, addresses, paths, headings, numbers, negations, front matter. */
export function exactParts(text: string): readonly string[] {
  const kept = linesOf(text).flatMap(({ line, isProse }) => {
    if (!isProse || HEADING.test(line)) return [line];
    return partsOf(line).flatMap(({ part, isQuoted }) => (isQuoted ? [part] : part.split(/\s/).filter(isExact)));
  });
  return kept.filter((part) => part.trim() !== '');
}

const HEADING = /^ {0,3}#{1,6}(?: |$)/;
const NEGATION =
  /^(?:not|no|none|never|nothing|nobody|without|cannot|unless|except|only|neither|nor|must|should|always|[a-z]{2,6}n['’]t)$/i;

/** "https://a.b/c", "src/main.ts", "24.21.0", "don't", "never," */
function isExact(word: string): boolean {
  return /[/\d]/.test(word) || NEGATION.test(word.replace(/[^A-Za-z'’]/g, ''));
}

interface Part {
  readonly part: string;
  /** Code, a link or a quotation. */
  readonly isQuoted: boolean;
}

/** "`npm test`", "[a](b)", "\"please wait\"", and what stands between them. */
function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const end = endOfQuoted(line, at);
    if (end === undefined) continue;
    parts.push({ part: line.slice(from, at), isQuoted: false }, { part: line.slice(at, end), isQuoted: true });
    from = end;
    at = end - 1;
  }
  return [...parts, { part: line.slice(from), isQuoted: false }];
}

function endOfQuoted(line: string, at: number): number | undefined {
  const open = line.charAt(at);
  if (open !== '`' && open !== '"' && open !== '[') return undefined;
  const close = line.indexOf(open === '[' ? '](' : open, at + 1);
  const end = open === '[' && close > 0 ? line.indexOf(')', close) : close;
  return close < 0 || end < 0 ? undefined : end + 1;
}

/** Lines that are no prose: front matter, code, tables, comments, what is indented as code. */
function linesOf(text: string): { readonly line: string; readonly isProse: boolean }[] {
  let fence = '';
  let isFront = /^---\r?\n/.test(text);
  let isComment = false;
  return text.split('\n').map((line, at) => {
    if (isFront) {
      if (at > 0 && /^(?:---|\.\.\.)\s*$/.test(line)) isFront = false;
      return { line, isProse: false };
    }
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== '') {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = '';
      return { line, isProse: false };
    }
    if (mark) {
      fence = mark;
      return { line, isProse: false };
    }
    if (line.includes('<!--')) isComment = true;
    const inComment = isComment;
    if (line.includes('-->')) isComment = false;
    return { line, isProse: !inComment && !/^(?: {4}|\t)|^\s*\||^\s*</.test(line) };
  });
}

/** Headings and quoted code stay; a line's own indentation and its hard break do, too. */
function shorterLine(line: string): string {
  if (HEADING.test(line) || line.includes(MARK)) return line;
  const parts = partsOf(line).map(({ part, isQuoted }) => (isQuoted ? part : part.replace(WORDINGS, worded)));
  return parts.join('').replace(/\ue000(\p{L}?)/gu, (_, letter: string) => letter.toUpperCase());
}

function worded(found: string, at: number, whole: string): string {
  const long = found.trimEnd().toLowerCase().replace(/ +/g, ' ');
  const short = SHORTER.find(([each]) => each === long)?.[1] ?? long;
  // "Please, …", "…, please.": a comma or a full stop belongs to it.
  const next = whole.charAt(at + found.length);
  if (short === '' && (next === '' || /[^\w`*_[(]/.test(next) || !OPENS.test(whole.slice(0, at)))) return found;
  const capital = /^\p{Lu}/u.test(found);
  if (short === '') return capital ? MARK : '';
  return `${capital ? short.charAt(0).toUpperCase() + short.slice(1) : short}${found.slice(found.trimEnd().length)}`;
}

// "to please users" is none: what goes without a word in its place stands at the beginning of a sentence or behind a comma
const OPENS = /(?:^|[.!?:;,] +|^\s*(?:[-*+>]|\d+[.)]) +)$/;

/** Behind it the next word begins the sentence. */
const MARK = '\ue000';
