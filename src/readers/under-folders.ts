/** Lines that begin with paths of one folder stand under it; columns of a table lose their padding. No word goes, no line moves. */

// "/home/dev/src/lib/A.js: line 32, col 1, Warning", "src/a/b.cc:12:  text", "U   home/x/y.java"
const PATH = /^(?:[A-Z] +)?(?<folder>(?:[A-Za-z]:)?[^\s:()"'`,;|]*\/)(?<rest>[^\s/:()]+(?:[\s:(].*)?)$/;
// what could be read as a file of the folder above: "b.cc:12: text"
const BARE = /^[\w.-]+\.\w+[:(]/;
const FEWEST = 3;
const SHORTEST = 10;

export function underFolders(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const folder = folderOf(lines[at] ?? '');
    let to = at;
    while (folder !== undefined && folderOf(lines[to] ?? '') === folder) to++;
    if (folder === undefined || to - at < FEWEST || BARE.test(lines[to] ?? '')) shown.push(...lines.slice(at, Math.max(at + 1, to)));
    else shown.push(folder, ...lines.slice(at, to).map((line) => line.slice(folder.length)));
    at = Math.max(at + 1, to);
  }
  return shown;
}

function folderOf(line: string): string | undefined {
  const folder = PATH.exec(line.slice(0, 1_000))?.groups?.['folder'];
  return folder !== undefined && folder.length >= SHORTEST && line.startsWith(folder) ? folder : undefined;
}

/** Columns that stand apart by blanks, in most of the lines. Indented text is no table. */
export function withoutPadding(lines: readonly string[]): string[] {
  const wide = lines.filter((line) => /^\S.*\S {3,}\S.*\S {2,}\S/.test(line.slice(0, 400)));
  if (wide.length < 5 || wide.length < 0.6 * lines.filter((line) => line.trim() !== '').length) return [...lines];
  return lines.map((line) => (/^\S/.test(line) ? line.replace(/ {3,}/g, '  ') : line));
}
