/** Lists of paths: by folder, and when there are many a fair share of every folder, the rest counted where it was. */

import { groupBy, omitted } from '../text.ts';
import type { Files, Level } from '../types.ts';

type Items = Files['items'];

/** Paths shown in all, and folders of which some are shown. */
const SHOWN = { lossless: Number.POSITIVE_INFINITY, normal: 150, tight: 50 };
const FOLDERS = 60;
/** Shown at least of the one folder that is above all others. */
const TOP = 20;
/** Up to this many nothing is left out. */
const ALL = { lossless: Number.POSITIVE_INFINITY, normal: 200, tight: 60 };

/** `paths` as items of the shape `files`; names of folders whose paths are all hidden stand for them. */
export function pathItems(paths: readonly string[], level: Level): Items {
  if (paths.length <= ALL[level]) return paths.map((path) => ({ path }));
  const groups = [...groupBy(paths, foldersAt(paths))];
  const first = groups.slice(0, FOLDERS);
  const share = fairShare(
    first.map(([, found]) => found.length),
    SHOWN[level],
  );
  const depths = first.map(([folder]) => folder.split('/').length);
  const topShare = Math.max(share, depths.filter((depth) => depth === Math.min(...depths)).length === 1 ? TOP : 0);
  const shareOf = (index: number) => (depths[index] === Math.min(...depths) ? topShare : share);
  return [...first.flatMap(([folder, found], index) => someOf(folder, found, shareOf(index))), ...namesOf(groups.slice(FOLDERS))].map(
    (path) => ({ path }),
  );
}

/** Neighbouring paths of one folder as `src/{a.ts,b.ts}`, twenty a line. */
export function braced(paths: readonly string[]): string[] {
  const lines: string[] = [];
  for (const [folder, found] of groupBy(paths, (path) => (/\/[\w.@+\-~%=#]+$/.test(path) ? folderOf(path) : path))) {
    const names = found.map((path) => path.slice(folder.length));
    if (found.length === 1 || folder === '') lines.push(...found);
    else for (let i = 0; i < names.length; i += 20) lines.push(`${folder}{${names.slice(i, i + 20).join(',')}}`);
  }
  return lines;
}

/** The largest share for each so that all of them need no more than `room`; at least 1. */
export function fairShare(sizes: readonly number[], room: number): number {
  let share = 1;
  const needed = (each: number) => sizes.reduce((sum, size) => sum + Math.min(size, each), 0);
  while (share < room && needed(share + 1) <= room) share++;
  return share;
}

/** The folder of a path, at the greatest depth that gives no more than `FOLDERS` of them. */
function foldersAt(paths: readonly string[]): (path: string) => string {
  const folders = [...new Set(paths.map(folderOf))];
  const counts = [1, 2, 3, 4, 5, 6, 7, 8].map((depth) => new Set(folders.map((folder) => upTo(folder, depth))).size);
  const few = counts.findLastIndex((count) => count > 1 && count <= FOLDERS);
  const depth =
    (few >= 0
      ? few
      : Math.max(
          0,
          counts.findIndex((count) => count > 1),
        )) + 1;
  const known = new Map(folders.map((folder) => [folder, upTo(folder, depth)]));
  return (path) => known.get(folderOf(path)) ?? '';
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function upTo(folder: string, depth: number): string {
  let end = 0;
  for (let i = 0; i < depth; i++) {
    const next = folder.indexOf('/', end) + 1;
    if (next === 0) return folder;
    end = next;
  }
  return folder.slice(0, end);
}

function someOf(folder: string, paths: readonly string[], share: number): string[] {
  const hidden = paths.length - share;
  return hidden > 4 ? [...paths.slice(0, share), folder + omitted(hidden, 'entries')] : [...paths];
}

/** Folders by name, their paths counted. */
function namesOf(groups: readonly (readonly [string, readonly string[]])[]): string[] {
  const hidden = groups.reduce((sum, [, paths]) => sum + paths.length, 0);
  return hidden === 0 ? [] : [...groups.map(([folder]) => folder), omitted(hidden, 'entries')];
}
