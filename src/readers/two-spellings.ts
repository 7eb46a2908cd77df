/** Claude Code's Grep says one file in two ways: matches relative to its folder, lines around them as ripgrep prints them. */

// "src/a.ts:12:text"
const MATCH = /^([^/\s:][^:]*):\d+:/;
// "[Showing results with pagination = limit: 40, offset: 0]"
const PAGES = /^\[Showing results with pagination = [^\]]*\]$/;

export interface OneSpelling {
  readonly lines: readonly string[];
  /** The folder that all names are relative to, where lines were printed with it. */
  readonly folder?: string;
  /** The agent's own words under the matches. */
  readonly said: readonly string[];
}

/** All names relative, where one folder makes the others of them; else as they are. */
export function inOneSpelling(raw: readonly string[]): OneSpelling {
  const pages = raw.findIndex((line) => PAGES.test(line));
  const end = pages < 0 ? raw.length : raw[pages - 1] === '' ? pages - 1 : pages;
  const [lines, said] = [raw.slice(0, end), raw.slice(end).filter((line) => line !== '')];
  const folder = folderOf(lines);
  if (folder === undefined) return { lines, said };
  return { lines: lines.map((line) => (line.startsWith(folder) ? line.slice(folder.length) : line)), folder, said };
}

/** `/lab/app/` if "/lab/app/src/a.ts-11-text" stands beside "src/a.ts:12:text", and no other folder does. */
function folderOf(lines: readonly string[]): string | undefined {
  const absolute = lines.filter((line) => line.startsWith('/'));
  if (absolute.length === 0) return undefined;
  const names = new Set(lines.flatMap((line) => MATCH.exec(line)?.[1] ?? []));
  const folders = new Set<string>();
  for (const name of names)
    for (const line of absolute) {
      const at = line.indexOf(`/${name}`);
      if (at >= 0 && /^[:-]\d+[:-]/.test(line.slice(at + 1 + name.length, at + 12 + name.length))) folders.add(line.slice(0, at + 1));
    }
  const [folder, ...more] = folders;
  return folder !== undefined && more.length === 0 && absolute.every((line) => line.startsWith(folder)) ? folder : undefined;
}
