/** Where a text says that a finding is: under which folder, task, target, module or project, in which file, on which line. Read apart from the code that is tested. */

export interface Place {
  /** The folder that was entered, and the heading of another kind that the finding stands under; '' if there is none. */
  readonly folder: string;
  readonly heading: string;
  readonly file: string;
  readonly line: string;
}

// "make[1]: Entering directory '/src/lib'", "make[1] : on entre dans le répertoire « /src »"
const FOLDER =
  /^(?:[\w.+-]*(?:make|ninja)(?:\[(?<depth>\d+)\])?\s?: )(?<before>[^*'"`‘“„«]*)['"`‘“„«]\s?(?<path>[^'"’”“»]+?)\s?['"’”“»](?<after>.*)$/;
const HEADINGS = [
  /^FAILED: .*/,
  // Maven, gradle, ant, tsc -b --verbose, pnpm
  /^\[INFO\] Building \S+ \S+ +\[\d+\/\d+\]$/,
  /^(?:> Task )?:[\w:.-]+(?: FAILED)?$/,
  /^.{0,16} - Building project '.*'\.\.\.$/,
];
// ant's targets, where ant speaks
const TARGET = /^[\w-]+:$/;
// "packages/a build$ gcc -c a.c", "packages/a build: a.c:1:22: error: …"
const PROJECT = /^(?<project>[\w./@-]+ [\w:-]+)\$ \S.*$/;
const ENDS = /^(?:FAILURE: |BUILD (?:FAILED|SUCCESSFUL)|\[INFO\] (?:Reactor Summary|Skipping )|ninja: build stopped|Found \d+ errors)/;
// old gradles: ":core:compileJava/home/dev/core/src/Util.java:3: warning: …"
const GLUED = /^(:[\w:-]+)(\/.*)$/;

interface Open {
  readonly depth: number;
  readonly path: string;
  readonly saying: string;
  readonly line: string;
}

/** The owner of each line. */
function ownersOf(lines: readonly string[]): { folder: string; heading: string }[] {
  const folders: Open[] = [];
  const ant = lines.some((line) => /^BUILD (?:FAILED|SUCCESSFUL)$/.test(line));
  const projects = new Map<string, string>();
  let heading = '';
  return lines.map((whole) => {
    const line = whole.trimEnd().replace(/ {2,}/g, ' ');
    const said = projects.get(/^([\w./@-]+ [\w:-]+): /.exec(line)?.[1] ?? '');
    if (said !== undefined) return { folder: '', heading: said };
    const project = PROJECT.exec(line)?.groups?.['project'];
    if (project !== undefined) projects.set(project, line);
    const folder = FOLDER.exec(line)?.groups;
    const glued = GLUED.exec(line)?.[1];
    if (folder && (/^[/~]|^\w:/.test(folder['path'] ?? '') || line.startsWith('ninja'))) turn(folders, folder, line);
    else if (ENDS.test(line)) heading = '';
    else if (glued !== undefined) heading = glued;
    else if (project !== undefined || (ant && TARGET.test(line)) || HEADINGS.some((form) => form.test(line))) heading = line;
    return { folder: folders.at(-1)?.line ?? '', heading };
  });
}

/** The same path in other words leaves it; another one of this depth takes its place. */
function turn(folders: Open[], groups: Record<string, string>, line: string): void {
  const { path = '', before = '', after = '' } = groups;
  const [depth, saying] = [Number(groups['depth'] ?? 0), `${before}…${after}`];
  const left = folders.some((each) => each.depth === depth && each.path === path && each.saying !== saying);
  while ((folders.at(-1)?.depth ?? -1) >= depth) folders.pop();
  if (!left) folders.push({ depth, path, saying, line });
}

// "src/a.c:7:16: error", "[ERROR] /src/A.java:[4,35] msg", "  --> src/a.rs:3:1", "a.ts(2,22): error", "  core/bad.py:1:7 3:4"
const PLACED =
  /^(?:\[\w+\] |\s*(?:-->|:::) | {2}|[\w./@-]+ [\w:-]+: +)?(?<file>(?:[A-Za-z]:)?[^\s:()[\]]+\.\w+)(?::\[?|\()(?<line>\d+)(?<rest>.*)$/;
// "  7:16 error …", "  7:16 9:2 error …", "  12:3  error  message"
const ROW =
  /^ {2,8}(?:[✖⚠ℹ] +)?(?<places>\d+(?::\d+)(?: \d+(?::\d+))*|\d+(?: \d+)*(?= (?:error|warning|ERROR|WARNING|note|info)\b))(?: |$)/;
const FILE = /^(?<file>\S(?:.*\S)?\.\w+|(?:\S*\/)?[A-Z][a-z]+file)$/;

/** The places that a text says, row by row under its files too. */
export function placesIn(text: string): Place[] {
  const lines = text.split('\n').map((line) => line.replace(/^:[\w:-]+(?=\/)/, (task) => `${task}\n`));
  const split = lines.flatMap((line) => line.split('\n'));
  const owners = ownersOf(split);
  let file = '';
  return split.flatMap((line, at): Place[] => {
    const owner = owners[at] ?? { folder: '', heading: '' };
    const row = ROW.exec(line)?.groups?.['places'];
    if (row !== undefined && file !== '') return row.split(' ').map((place) => ({ ...owner, file, line: place.replace(/:.*/, '') }));
    const placed = PLACED.exec(line)?.groups;
    file = FILE.exec(line)?.groups?.['file'] ?? file;
    if (!placed) return [];
    const spread = line.startsWith('  ') && /^(?::\d+)?(?: \d+(?::\d+)?)*$/.test(placed['rest'] ?? '');
    const again = spread ? (placed['rest']?.match(/ \d+(?::\d+)?/g) ?? []) : [];
    if (spread) file = placed['file'] ?? '';
    const numbers = [placed['line'] ?? '', ...again.map((place) => place.trim().replace(/:.*/, ''))];
    return numbers.map((number) => ({ ...owner, file: placed['file'] ?? '', line: number }));
  });
}

/** The place with its owner; a whole path needs no folder. */
export function keyOf({ folder, heading, file, line }: Place): string {
  return [isRelative(file) ? folder : '', heading, file, line].join('\n');
}

export function isRelative(file: string): boolean {
  return !/^(?:[A-Za-z]:)?[\\/]/.test(file);
}
