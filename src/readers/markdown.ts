/** Reads what people wrote in Markdown on a forge: without comments of templates, badges and empty sections; code is left as it is. */

// "```ts", "~~~"
const FENCE = /^\s*(?<fence>```+|~~~+)/;
// "[![CI](https://…/badge.svg)](https://…)", "<img src="https://img.shields.io/…">": a badge says a state of another day
const BADGE =
  /\[?!\[[^[\]\n]*\]\((?=[^()\s]*(?:badge|shields\.io|codecov\.io|coveralls|travis-ci|circleci|snyk\.io|badgen|deepscan))[^()\s]*\)(?:\]\([^)\s]*\))?|<img (?=[^<>\n]*(?:badge|shields\.io))[^<>\n]*>/g;
const HEADING = /^#{1,6} \S/;
/** What GitHub's issue forms write where a field was left empty. */
const NOTHING = /^_No response_$/;

/** The lines that a reader of the page sees. */
export function seenLines(lines: readonly string[]): string[] {
  const seen: string[] = [];
  let fence: string | undefined;
  let comment = false;
  for (const line of lines) {
    const open = comment ? undefined : FENCE.exec(line)?.groups?.['fence'];
    if (fence === undefined && open !== undefined) fence = open;
    else if (open?.startsWith(fence ?? '\n')) fence = undefined;
    if (fence !== undefined || open !== undefined) {
      seen.push(line);
      continue;
    }
    const [said, stillOpen] = withoutComments(line, comment);
    const text = said.replace(BADGE, '');
    if (text.trim() !== '' || line.trim() === '') seen.push(text === line ? line : text.trimEnd());
    comment = stillOpen;
  }
  return withoutEmptySections(seen);
}

/** The line without `<!-- … -->`, and whether one is still open at its end. */
function withoutComments(line: string, inside: boolean): [string, boolean] {
  let [text, rest, open] = ['', line, inside];
  while (rest !== '') {
    const mark = open ? '-->' : '<!--';
    const at = rest.indexOf(mark);
    if (!open) text += at < 0 ? rest : rest.slice(0, at);
    if (at < 0) break;
    rest = rest.slice(at + mark.length);
    open = !open;
  }
  return [text, open];
}

/** A heading whose field was left empty goes with it. */
function withoutEmptySections(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (const line of lines) {
    if (!NOTHING.test(line)) {
      shown.push(line);
      continue;
    }
    const last = shown.findLastIndex((each) => each.trim() !== '');
    if (last >= 0 && HEADING.test(shown[last] ?? '')) shown.length = last;
  }
  return shown;
}
