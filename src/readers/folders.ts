/** The folders that make and ninja say they enter and leave, and which lines of a build log stand in which. Read by form, in any language. */

/** Lines that stand in one folder. */
export interface FolderSection {
  /** The line that says which folder; absent where none was said. */
  readonly heading?: string;
  /** Behind a folder and in none: the line that said that it was left. */
  readonly left?: string;
  /** No answer tells whether this heading is one: it is shown, whatever stands below. */
  readonly said?: true;
  /** Jobs in several folders print at once: the headings stay among the lines, and no line has a folder. */
  readonly mixed?: true;
  readonly lines: string[];
  /** The headings of all folders that are open. */
  readonly open?: readonly string[];
}

interface Heading {
  /** Who says it, "make[2]", and how deep it runs. */
  readonly who: string;
  readonly depth: number;
  readonly path: string;
  /** The sentence without the path. */
  readonly saying: string;
  readonly once: boolean;
}

// "make[1]: Entering directory '/src/lib'", "make[1]: ディレクトリ '/c/dir' に入ります", "make[1] : on entre dans le répertoire « /src »", "ninja: Entering directory `out'"
const SPOKEN = /^(?<who>[\w.+-]*(?:make|ninja|samu)(?:\.exe)?(?:\[(?<depth>\d+)\])?)\s?: (?<said>[^*].*)$/;
const OPEN = /['"`‘“„«「]/;
const CLOSE = /['"’”“»」]/;
const ABSOLUTE = /^(?:[/~]|[A-Za-z]:[\\/])/;

function headingIn(line: string): Heading | undefined {
  const groups = line.length < 4096 ? SPOKEN.exec(line)?.groups : undefined;
  const { who = '', depth = '0', said = '' } = groups ?? {};
  const from = said.search(OPEN);
  const to = lastMatch(said);
  if (from < 0 || to <= from) return undefined;
  const path = said.slice(from + 1, to).trim();
  const saying = `${said.slice(0, from)}\0${said.slice(to + 1)}`;
  const once = /(?:ninja|samu)/.test(who);
  const isHeading = once ? saying === 'Entering directory \0' : ABSOLUTE.test(path) && !OPEN.test(path);
  return isHeading ? { who, depth: Number(depth), path, saying, once } : undefined;
}

function lastMatch(said: string): number {
  for (let at = said.length - 1; at >= 0; at--) if (CLOSE.test(said[at] ?? '')) return at;
  return -1;
}

/** Does the line look as if it said a folder, entered or left? */
export function saysFolder(line: string): boolean {
  return headingIn(line) !== undefined;
}

/** How a line changes the folder; `said` is the only one of its kind and may say anything of a path. */
type Turn = { readonly heading: Heading; readonly way: 'in' | 'out' | 'said' };

/** A sentence that is answered by another one of the same path opens a folder, and the answer closes it. */
function turnsIn(lines: readonly string[]): Map<number, Turn> {
  const headings = new Map<number, Heading>();
  const open = new Map<string, string>();
  const ways = new Map<string, 'in' | 'out'>();
  for (const [at, line] of lines.entries()) {
    const heading = headingIn(line);
    if (!heading) continue;
    headings.set(at, heading);
    const key = `${heading.who} ${heading.path}`;
    const before = open.get(key);
    if (before !== undefined && before !== heading.saying && ways.get(heading.saying) !== 'in') {
      if (ways.get(before) !== 'out') ways.set(before, 'in').set(heading.saying, 'out');
      open.delete(key);
    } else open.set(key, heading.saying);
  }
  const wayOf = (heading: Heading) => (heading.once ? 'in' : (ways.get(heading.saying) ?? 'said'));
  return new Map([...headings].map(([at, heading]) => [at, { heading, way: wayOf(heading) }]));
}

/** Is this line one of those that only say a folder? */
export function folderLines(lines: readonly string[]): ReadonlySet<number> {
  return new Set([...turnsIn(lines)].filter(([, { way }]) => way !== 'said').map(([at]) => at));
}

interface Inside {
  readonly heading: Heading;
  readonly line: string;
  readonly at: number;
}

/** The lines in their order, cut where the folder changes. */
export function sectionsIn(lines: readonly string[]): FolderSection[] {
  const turns = turnsIn(lines);
  const mixed = mixedIn(lines, turns);
  const sections: FolderSection[] = [{ lines: [] }];
  const inside: Inside[] = [];
  for (const [at, line] of lines.entries()) {
    const turn = turns.get(at);
    const overlap = mixed.find(({ from, to }) => at >= from && at <= to);
    if (turn) move(inside, turn, line, at);
    if (overlap && sections.at(-1)?.mixed !== true) sections.push({ mixed: true, lines: [] });
    if (overlap) sections.at(-1)?.lines.push(line);
    else if (turn?.way === 'said' && inside.length === 0) sections.push({ heading: line, said: true, lines: [] });
    else if (turn && turn.way !== 'said') sections.push(sectionAt(inside, line));
    else inFolder(sections, inside).lines.push(line);
  }
  return sections.filter((section) => section.lines.length > 0 || section.said);
}

function sectionAt(inside: readonly Inside[], line: string): FolderSection {
  const top = inside.at(-1);
  return top ? { heading: top.line, lines: [], open: inside.map((each) => each.line) } : { left: line, lines: [] };
}

/** Behind jobs that print at once stands a section of its own. */
function inFolder(sections: FolderSection[], inside: readonly Inside[]): FolderSection {
  const last = sections.at(-1);
  if (last && last.mixed !== true) return last;
  const next = sectionAt(inside, last?.lines.at(-1) ?? '');
  sections.push(next);
  return next;
}

function move(inside: Inside[], { heading, way }: Turn, line: string, at: number): void {
  if (way === 'in') inside.push({ heading, line, at });
  if (way !== 'out') return;
  const found = inside.findLastIndex((each) => each.heading.who === heading.who && each.heading.path === heading.path);
  if (found >= 0) inside.splice(found, 1);
}

/** cmake's targets, all in one folder, may be built at once: their folder is the same. */
function isBeside(open: Heading, entered: Heading): boolean {
  return !open.once && open.depth >= entered.depth && open.path !== entered.path;
}

interface Span {
  readonly from: number;
  to: number;
}

/** Where two folders of one depth are open at once, up to where all of them are left. */
function mixedIn(lines: readonly string[], turns: ReadonlyMap<number, Turn>): Span[] {
  const spans: Span[] = [];
  const inside: Inside[] = [];
  let open: Span | undefined;
  for (const [at, turn] of turns) {
    const { heading, way } = turn;
    const beside = way === 'in' ? inside.filter((each) => isBeside(each.heading, heading)) : [];
    if (beside.length > 0) open ??= { from: Math.min(...beside.map((each) => each.at)), to: at };
    move(inside, turn, lines[at] ?? '', at);
    if (!open || inside.some((each) => each.at >= (open?.from ?? 0))) continue;
    spans.push({ ...open, to: at });
    open = undefined;
  }
  if (open) spans.push({ ...open, to: lines.length - 1 });
  return spans;
}
