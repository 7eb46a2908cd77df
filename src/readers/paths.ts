/** Lists of paths: by folder, and when there are many a fair share of every folder, the rest counted where it was. */

import { omitted } from '../marks.ts';
import { groupBy } from '../text.ts';
import type { Files, Level } from '../types.ts';
import { isOwn } from './own-files.ts';

type Items = Files['items'];

interface Limits {
  /** Up to this many paths nothing is left out. */
  readonly all: number;
  /** Paths shown of more, and folders of which some are shown. */
  readonly shown: number;
  readonly folders: number;
  /** Folders beyond those that are named. */
  readonly named: number;
  /** Paths shown at least of the one folder that is above all others. */
  readonly top: number;
}

const LIMITS: Readonly<Record<Level, Limits>> = {
  lossless: { all: Number.POSITIVE_INFINITY, shown: 0, folders: 0, named: 0, top: 0 },
  normal: { all: 200, shown: 100, folders: 40, named: 60, top: 20 },
  tight: { all: 60, shown: 25, folders: 15, named: 10, top: 5 },
};

/** `paths` as items of the shape `files`; names of folders whose paths are all hidden stand for them. */
export function pathItems(paths: readonly string[], level: Level): Items {
  const { all, shown, folders, named, top } = LIMITS[level];
  if (paths.length <= all) return paths.map((path) => ({ path }));
  const groups = [...groupBy(paths, foldersAt(paths, folders))];
  const some = ownFirst(groups, folders);
  const [own, others] = [some.filter(isMine), some.filter((group) => !isMine(group))];
  const share = fairShare(sizesOf(own), shown);
  const left = shown - sizesOf(own).reduce((sum, size) => sum + Math.min(size, share), 0);
  const rest = left < others.length ? 0 : fairShare(sizesOf(others), left);
  const depths = some.map(([folder]) => folder.split('/').length);
  const least = Math.min(...depths);
  const topShare = (each: number) => (depths.filter((depth) => depth === least).length === 1 ? Math.max(each, top) : each);
  const partly = some.flatMap((group, index) => {
    const each = isMine(group) ? share : rest;
    return someOf(group[0], group[1], depths[index] === least ? topShare(each) : each);
  });
  const bare = groups.filter((group) => !some.includes(group));
  return [...partly, ...namesOf(bare, named)].map((path) => ({ path }));
}

type Group = [string, string[]];

/** Is a file of the user's own among them? */
function isMine([, paths]: Group): boolean {
  return paths.some(isOwn);
}

/** As many groups, in their order: libraries and what programs write only where there is room. */
function ownFirst(groups: readonly Group[], most: number): Group[] {
  const chosen = new Set([...groups.filter(isMine), ...groups.filter((group) => !isMine(group))].slice(0, most));
  return groups.filter((group) => chosen.has(group));
}

function sizesOf(groups: readonly (readonly [string, readonly string[]])[]): number[] {
  return groups.map(([, found]) => found.length);
}

/** Neighbouring paths of one folder as `src/{a.ts,b.ts}`, twenty a line. */
export function braced(paths: readonly string[]): string[] {
  const lines: string[] = [];
  for (const [folder, found] of groupBy(paths, (path) => (/\/[\w.@+\-~%=#]+(?::\d+)?$/.test(path) ? folderOf(path) : path))) {
    const names = found.map((path) => path.slice(folder.length));
    if (folder === '' || names.includes('')) lines.push(...found);
    else for (let i = 0; i < names.length; i += 20) lines.push(folder + inBraces(names.slice(i, i + 20)));
  }
  return lines;
}

function inBraces(names: readonly string[]): string {
  return names.length > 1 ? `{${names.join(',')}}` : (names[0] ?? '');
}

/** The largest share for each so that all of them need no more than `room`; at least 1. */
export function fairShare(sizes: readonly number[], room: number): number {
  if (room === Number.POSITIVE_INFINITY) return room;
  let share = 1;
  const needed = (each: number) => sizes.reduce((sum, size) => sum + Math.min(size, each), 0);
  while (share < room && needed(share + 1) <= room) share++;
  return share;
}

/** The folder of a path, at the greatest depth that gives no more than `most` of them. */
function foldersAt(paths: readonly string[], most: number): (path: string) => string {
  const folders = [...new Set(paths.map(folderOf))];
  const counts = [1, 2, 3, 4, 5, 6, 7, 8].map((depth) => new Set(folders.map((folder) => upTo(folder, depth))).size);
  const few = counts.findLastIndex((count) => count > 1 && count <= most);
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
  const shown = firstOf(paths, share);
  const hidden = paths.length - shown.length;
  return hidden > 4 ? [...shown, folder + omitted(hidden, 'entries')] : [...paths];
}

/** The first `most`, and files of secrets wherever they stand: who does not see that there is one writes a new one over it. */
export function firstOf(paths: readonly string[], most: number): string[] {
  return paths.filter((path, index) => index < most || /(?:^|[/ ])\.env[^/ ]*$/.test(path));
}

/** Folders by name, their paths counted. */
function namesOf(groups: readonly (readonly [string, readonly string[]])[], named: number): string[] {
  const hidden = sizesOf(groups).reduce((sum, size) => sum + size, 0);
  return hidden === 0 ? [] : [...groups.slice(0, named).map(([folder]) => folder), omitted(hidden, 'entries')];
}
