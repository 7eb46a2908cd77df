import { linesOf } from '../text.ts';
import type { Diagnostic, Diagnostics, Filter } from '../types.ts';

// "In scripts/deploy.sh line 2:"
const HEADING = /^In (?<file>\S.*) line (?<line>\d+):$/;
// "   ^-- SC2086 (info): Double quote to prevent globbing and word splitting."
const UNDER = /^ *\^(?:-{1,200}\^|--)? ?(?<code>SC\d+) \((?<severity>\w+)\): (?<message>\S.*)$/;
// "a.sh:2:1: warning: Use 'cd ... || exit' in case cd fails. [SC2164]"
const PLACED = /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<col>\d+): (?<severity>\w+): (?<message>\S.*) \[(?<code>SC\d+)\]$/;
const LINKS = 'For more information:';
// "  https://www.shellcheck.net/wiki/SC2045 -- Iterating over ls output is fragile…"
const LINK = /^ {2}https:\/\/www\.shellcheck\.net\/wiki\/SC\d+ -- /;

/** Findings stand under a heading, the script's own line and marks; what stands there besides is code. */
export default {
  about: 'shellcheck: findings by file and code, equal ones once with all lines; no code frames, no links',
  command: ['shellcheck'],
  unless: [
    '-f=json',
    '-f=json1',
    '-f=checkstyle',
    '-f=diff',
    '-f=quiet',
    '--format=json',
    '--format=json1',
    '--format=checkstyle',
    '--format=diff',
  ],
  parse: ({ stdout, stderr }) => {
    const found = findingsIn(linesOf(stdout));
    const others = [...found.others, ...linesOf(stderr)].filter((line) => line.trim() !== '');
    return found.items.length === 0 ? undefined : ({ kind: 'diagnostics', items: found.items, tail: others } satisfies Diagnostics);
  },
} satisfies Filter;

function findingsIn(lines: readonly string[]): { readonly items: Diagnostic[]; readonly others: string[] } {
  const items: Diagnostic[] = [];
  const others: string[] = [];
  let above: Readonly<Record<string, string | undefined>> | undefined;
  for (const line of lines) {
    const heading = HEADING.exec(line)?.groups;
    const finding = above ? UNDER.exec(line)?.groups : PLACED.exec(line)?.groups;
    if (heading) above = heading;
    else if (finding) items.push({ ...above, ...finding } as unknown as Diagnostic);
    else if (line === LINKS) above = undefined;
    else if (!above && !LINK.test(line)) others.push(line);
  }
  return { items, others };
}
