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
    if (!isProse || /^ {0,3}#{1,6}(?: |$)/.test(line)) return [line];
    return line.match(EXACT) ?? [];
  });
  return kept.filter((part) => part.trim() !== '');
}

// "`npm test`", "https://a.b/c", "src/main.ts", "24.21.0", "don't", "never"
const EXACT =
  /`+[^`]*`+|\]\([^)]*\)|[a-z][a-z0-9+.-]*:\/\/[^\s)>\]]+|[~\w.@-]*\/[\w./@*~-]*|\d+(?:[.,:]\d+)*%?|\b(?:not|no|none|never|nothing|nobody|without|cannot|unless|except|only|neither|nor|must|should|always|\w+n['’]t)\b/gi;

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
  if (/^ {0,3}#{1,6}(?: |$)/.test(line) || line.includes(MARK)) return line;
  const parts = line
    .split(/(`+[^`]*`+|\[[^\]]*\]\([^)]*\)|"[^"]*")/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(WORDINGS, worded)));
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
