/** How much of a list is shown at each level: the one table. What is beyond it is counted where it stood. */

import type { Level } from '../types.ts';

type Cap = Readonly<Record<Level, number>>;

export const CAPS = {
  /** Rows of du: the largest. */
  sizes: cap(60, 25),
  /** Characters of git blame. */
  blamed: cap(36_000, 16_000),
  /** Branches: the first. */
  branches: cap(200, 50),
  /** Refs of git ls-remote, a share of each kind. */
  remoteRefs: cap(100, 40),
  /** Characters of git reflog: about 2,500 tokens. */
  reflog: cap(6_000, 3_000),
  /** Characters of git shortlog: about 5,000 tokens, shared by the authors. */
  subjects: cap(18_000, 8_000),
  /** Tags: the first and the last. */
  tags: cap(100, 40),
  /** Rows and names of ls: the first. */
  listed: cap(200, 60),
  /** Processes: the first. */
  processes: cap(200, 40),
  /** Entries up to which a tree stays a tree; more are paths. */
  drawn: cap(250, 80),
  /** Files of wc: the largest. */
  counted: cap(50, 25),
  /** Characters of hunks in all: about 10,000 tokens. Small files still come in full. */
  diff: cap(36_000, 12_000),
  /** Paths of a list. */
  files: cap(250, 60),
  /** Elements of a JSON array. */
  elements: cap(40, 10),
  /** Repeats of one kind of line: the first ones; the last one is shown, too. */
  repeats: cap(2, 1),
  /** Healthy rows of a table. */
  rows: cap(200, 40),
  /** Failures in full; the others are named. */
  failures: cap(20, 5),
  /** Lines of a tree. */
  nodes: cap(400, 100),
  /** Rows of a file that is data. */
  dataRows: cap(40, 20),
  /** Lines of a lock file. */
  lockLines: cap(60, 30),
  /** Files of a diffstat. */
  diffstat: cap(60, 20),
  /** Characters of a history. */
  history: cap(16_000, 8_000),
  /** Refs that were fetched or pushed. */
  movedRefs: cap(100, 30),
  /** Matches up to which all are shown with their text. */
  hits: cap(60, 25),
  /** Characters of texts of more matches; of the others the line numbers stand. */
  hitTexts: cap(3_800, 1_800),
  /** Characters of a search with context; context goes before matches. */
  context: cap(15_000, 5_000),
  /** Files that a search names with their count. */
  hitCounts: cap(400, 150),
} satisfies Record<string, Cap>;

/** Nothing is left out at the level `lossless`. */
function cap(normal: number, tight: number): Cap {
  return { lossless: Number.POSITIVE_INFINITY, normal, tight };
}
