/** Many lines by one bash after the other, each line in a shell of its own; and whether what an agent reads has all lines of files. */

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './folder.ts';

const DRIVER = `cd "$1"; n=0; while IFS= read -r -d '' line; do ( eval "$line" ) < /dev/null > "$2/$n" 2>&1; n=$((n+1)); done < "$3"`;
const ENV = { LC_ALL: 'C.UTF-8', PAGER: 'cat', GIT_PAGER: 'cat', GIT_CONFIG_NOSYSTEM: '1', PYTHONDONTWRITEBYTECODE: '1' };

export interface Shells {
  readonly folder: string;
  isThere(program: string): boolean;
  /** What each line printed. */
  run(lines: readonly string[]): Promise<string[]>;
  remove(): void;
}

export function shells(processes = 2): Shells {
  const root = mkdtempSync(join(tmpdir(), 'rtk-copied-'));
  const seed = join(root, 'seed');
  mkdirSync(seed);
  prepare(seed);
  const env = { ...ENV, PATH: process.env['PATH'], HOME: root };
  const programs = new Map<string, boolean>();
  const work = async (lines: readonly string[], name: string): Promise<string[]> => {
    const [folder, out, input] = [join(root, 'app'), join(root, `out-${name}`), join(root, `lines-${name}`)];
    const own = processes > 1 ? `${folder}-${name}` : folder;
    for (const old of [own, out]) rmSync(old, { recursive: true, force: true });
    cpSync(seed, own, { recursive: true });
    mkdirSync(out);
    writeFileSync(input, lines.map((line) => `${line}\0`).join(''));
    const child = spawn('bash', ['-c', DRIVER, 'driver', own, out, input], { env, stdio: 'ignore' });
    await new Promise((done) => child.on('close', done));
    return lines.map((_, index) => readFileSync(join(out, String(index)), 'utf8'));
  };
  return {
    folder: seed,
    isThere(program) {
      const known = programs.get(program) ?? spawnSync('bash', ['-c', `cd "${seed}" && command -v ${program}`], { env }).status === 0;
      programs.set(program, known);
      return known;
    },
    async run(lines) {
      const size = Math.ceil(lines.length / processes);
      const shares = Array.from({ length: processes }, (_, at) => lines.slice(at * size, (at + 1) * size));
      return (await Promise.all(shares.map((share, at) => work(share, String(at))))).flat();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const MARKER = /\[\+(\d+) [\w ]+: rtk recall [0-9a-f]+\]/g;

/**
 * Lines of files that `raw` has and `shown` has not, less those that markers count; or lines that stand elsewhere. `own` are the texts of files,
 * patches and data: of other lines nothing is asked, nor of blank lines beside them.
 */
export function lostLines(raw: string, shown: string, own: readonly string[], numbered: readonly string[] = []): string[] {
  if (raw === shown) return [];
  const padded = new Set(numbered.flatMap((text) => text.split('\n')).filter((line) => /^ +\d+\t/.test(line)));
  if (padded.size > 0) {
    // Numbers may lose their padding, never their value.
    const bare = (text: string) =>
      text
        .split('\n')
        .map((line) => (padded.has(line) ? line.trimStart() : line))
        .join('\n');
    return lostLines(bare(raw), bare(shown), own.map(bare));
  }
  const lines = new Set(own.flatMap(linesOfFiles).filter((line) => line.trim() !== ''));
  const before = ofFiles(raw.split('\n'), lines);
  const after = ofFiles(shown.split('\n'), lines);
  const kept = common(before, after);
  const lost = before.filter((_, index) => !kept.has(index));
  const counted = [...shown.matchAll(MARKER)].reduce((sum, [, count]) => sum + Number(count), 0);
  const moved = after.length - kept.size;
  if (moved > 0) return [`${moved} lines stand elsewhere`, ...lost];
  return lost.length > counted ? lost : [];
}

/** Of a patch its hunks: what git says above them is its own. */
function linesOfFiles(text: string): string[] {
  const lines = text.split('\n');
  if (!/^(?:commit |diff |From )/.test(text)) return lines;
  let inside = false;
  return lines.filter((line) => {
    inside = line.startsWith('@@') || (inside && /^[-+ \\]/.test(line) && !/^(?:--- |\+\+\+ )/.test(line));
    return inside && !line.startsWith('@@');
  });
}

/** Blank lines count where both neighbours do. */
function ofFiles(all: readonly string[], lines: ReadonlySet<string>): string[] {
  const isOwn = (line: string | undefined) => line !== undefined && (lines.has(line) || /^\[\+\d+ lines: rtk recall/.test(line));
  const above: boolean[] = [];
  const below: boolean[] = [];
  for (let at = 0; at < all.length; at++) above[at] = all[at]?.trim() === '' ? (above[at - 1] ?? false) : isOwn(all[at]);
  for (let at = all.length - 1; at >= 0; at--) below[at] = all[at]?.trim() === '' ? (below[at + 1] ?? false) : isOwn(all[at]);
  return all.filter((line, at) => lines.has(line) || (line.trim() === '' && above[at] === true && below[at] === true));
}

/** Indices of a longest common subsequence, as many from both ends as are equal, the middle by a table. */
function common(a: readonly string[], b: readonly string[]): Set<number> {
  const kept = new Set<number>();
  let [start, ends] = [0, 0];
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) kept.add(start++);
  while (ends < Math.min(a.length, b.length) - start && a.at(-1 - ends) === b.at(-1 - ends)) kept.add(a.length - ++ends);
  const [left, right] = [a.slice(start, a.length - ends), b.slice(start, b.length - ends)];
  const table = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  const cell = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      (table[i] as Uint16Array)[j] = left[i] === right[j] ? cell(i + 1, j + 1) + 1 : Math.max(cell(i + 1, j), cell(i, j + 1));
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) {
      kept.add(start + i++);
      j++;
    } else if (cell(i + 1, j) >= cell(i, j + 1)) i++;
    else j++;
  }
  return kept;
}
