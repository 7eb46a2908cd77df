import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { hasOption, linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git blame: author and date of each commit once, every line with its number',
  command: ['git blame'],
  quotes: true,
  unless: ['-p', '--porcelain', '--line-porcelain', '--incremental', '-c', '-n', '--show-number'],
  stderr: 'apart',
  parse,
} satisfies Filter;

/** Characters shown: about 10,000 tokens. */
const BUDGET = CAPS.blamed;
/** Of the window of a reader this is left for the mark. */
const RESERVE = 100;

interface Line {
  readonly hash: string;
  /** File, author and date. */
  readonly by: string;
  readonly number: string;
  readonly content: string;
}

function parse(run: Run): Shape | undefined {
  const row = hasOption(run.argv, '-s') ? SHORT : ROW;
  const lines = linesOf(run.text).map((line) => read(line, row));
  if (lines.length === 0 || !lines.every((line) => line !== undefined)) return undefined;
  if (lines.some((line, index) => Number(line.number) <= Number(lines[index - 1]?.number ?? 0))) return undefined;
  return {
    kind: 'text',
    content: true,
    lines: withinBudget(grouped(lines), Math.min(BUDGET[run.level], (run.window ?? Number.POSITIVE_INFINITY) - RESERVE)),
  };
}

// "^7549ec1 (Ada Example 2025-10-09 13:58:20 +0200  1) text", with -f "7549ec11 src/a.ts (Ada …"
const ROW = /^(\^?[0-9a-f]{4,64}) +(?! )([^(]*\(.*?\S) +(\d+)\)(?: (.*)|)$/;
// "7549ec11  1) text", with -f "7549ec11 src/a.ts  1) text"
const SHORT = /^(\^?[0-9a-f]{4,64}) +(?! )((?:.*?\S +)??)(\d+)\)(?: (.*)|)$/;

function read(line: string, row: RegExp): Line | undefined {
  const [, hash, by = '', number, content = ''] = row.exec(line) ?? [];
  if (hash === undefined || number === undefined) return undefined;
  return { hash, by: by.includes('(') ? `${by})` : by.trimEnd(), number, content };
}

/** Runs of one commit under its hash; who and when stand there the first time. */
function grouped(lines: readonly Line[]): string[] {
  const known = new Map<string, string>();
  const shown: string[] = [];
  let above: Line | undefined;
  for (const line of lines) {
    if (line.hash !== above?.hash || line.by !== above.by) {
      const again = known.get(line.hash) === line.by;
      shown.push(again ? line.hash : `${line.hash} ${line.by.replace(/ {2,}/g, ' ')}`.trimEnd());
      known.set(line.hash, line.by);
    }
    shown.push(`${line.number}) ${line.content}`);
    above = line;
  }
  return shown;
}

function withinBudget(lines: readonly string[], budget: number): string[] {
  let size = 0;
  const cut = lines.findIndex((line) => {
    size += line.length + 1;
    return size > budget;
  });
  if (cut < 0) return [...lines];
  const hidden = lines.slice(cut).filter((line) => /^\d+\) /.test(line)).length;
  return [...lines.slice(0, cut), omitted(hidden)];
}
