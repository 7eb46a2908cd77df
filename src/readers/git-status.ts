/** Reads the long form of `git status`, also below `git stash pop`: entries by what happened to them. */

import { groupBy } from '../text.ts';

/** What git prints for beginners, in the languages whose words we know. `(all conflicts fixed: run "git merge --continue")` says more. */
export const HINTS: readonly string[] = [
  // '  (use "git add <file>..." to update what will be committed)', '  (benutzen Sie "git add <Datei>...", um …)'
  '^ {2}[(（](?:use|benutzen Sie|verwenden Sie|utilisez|utiliser|use|usa|usar|使用) ["«“ "]?(?=.*git ).*[)）]$',
  // 'no changes added to commit (use "git add" and/or "git commit -a")', 'nothing added to commit but untracked files present (use "git add" to track)'
  '^(?:no changes added to commit|nothing added to commit but untracked files present) \\(use ',
];

export type ByFolder = (paths: readonly string[]) => readonly string[];

const HINT = new RegExp(HINTS[0] ?? '');
// "\tmodified:   src/a.ts", "\trenamed:    a -> b"
const ENTRY =
  /^\t(new file|copied|deleted|modified|renamed|typechange|unmerged|both deleted|added by us|deleted by them|added by them|deleted by us|both added|both modified): +(\S.*)$/;

// "On branch main", "HEAD detached at ef19504", "interactive rebase in progress; onto 754c286"
const FIRST = /^(?:On branch |HEAD detached |Not currently on any branch|(?:interactive )?rebase in progress)/;

/** Is this what `git status` prints? */
export function isStatus(lines: readonly string[]): boolean {
  const entries = lines.some((line) => line.startsWith('\t')) || FIRST.test(lines[0] ?? '');
  return entries && lines.every((line, index) => !line.startsWith('\t') || /^\t|^ {2}[(（]|[:：]$|^$/.test(lines[index - 1] ?? ''));
}

/** `byFolder` prints many paths. */
export function statusLines(lines: readonly string[], byFolder: ByFolder): string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (lines[end]?.startsWith('\t')) end++;
    if (end > at) for (const line of entryLines(lines.slice(at, end), byFolder)) shown.push(line);
    else if (!isHint(lines[at] ?? '')) shown.push(withoutHint(lines[at] ?? ''));
    at = Math.max(end, at + 1);
  }
  return shown;
}

function isHint(line: string): boolean {
  return line === '' || HINT.test(line);
}

function withoutHint(line: string): string {
  return line.replace(/^(no changes added to commit|nothing added to commit but untracked files present) \(use .*\)$/, '$1');
}

/** One word for all entries to which the same happened; without a known word the lines as they are. */
function entryLines(lines: readonly string[], byFolder: ByFolder): string[] {
  const entries = lines.map((line) => ENTRY.exec(line));
  if (!entries.every((entry) => entry !== null)) {
    const odd = lines.some((line) => /^\t\S+(?: \S*)?(?<=[:：]) {2}/.test(line));
    return odd
      ? lines.map((line) => ` ${line.slice(1).replace(/ {2,}/, ' ')}`)
      : paths(
          lines.map((line) => line.slice(1)),
          ' ',
          byFolder,
        );
  }
  const groups = groupBy(entries, ([, label = '']) => label);
  return [...groups].flatMap(([label, found]) => {
    const names = found.map(([, , path = '']) => path);
    return names.length === 1 ? [` ${label}: ${names[0]}`] : [` ${label}:`, ...paths(names, '  ', byFolder)];
  });
}

/** A few paths stand one on a line, many by folder. */
function paths(names: readonly string[], indent: string, byFolder: ByFolder): string[] {
  const lines = names.length > 12 ? byFolder(names) : names;
  return lines.map((line) => indent + line);
}
