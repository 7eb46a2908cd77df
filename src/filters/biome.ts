import { linesOf, squeeze } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

// "src/legacy.js:6:19 lint/style/useTemplate  FIXABLE  ━━━━━", "src/a.ts format ━━━━", "check ━━━━", " VERBOSE  ━━━━"
const HEADER = /^(?:(?<file>\S.*?)(?<! )(?::(?<line>\d+):(?<col>\d+))? )?(?<code>[a-z][\w/]*)?(?<tags>(?: {1,2}[A-Z]+){0,4}) +━+$/;
// "  × Using == may be unsafe if you are relying on type coercion."
const MESSAGE = /^ {2}(?<severity>[×!i✖⚠ℹ]) (?<message>.*)$/;
// "× src/a.ts:4:3: lint/suspicious/noDoubleEquals: Using == may be unsafe…", "× main.ts: format: Formatter would…"
const CONCISE = /^(?<severity>[×!i✖⚠ℹ]) (?<file>\S.*?)(?::(?<line>\d+):(?<col>\d+))?: (?<code>[a-z][\w/]*): (?<message>.*)$/;
// "  > 12 │     else cb("unknown")", "      │ ^^^^", "    12    │ - ····else·cb()", "  ...", "  ..... │"
const FRAME = /^ *(?:> *)?(?:\d+ *(?:(?<= )\d+ *)?)?│|^ *\.{3,}$/;
// "  > 3 │ function load(id, cb) {"
const MARKED = /^ *> *(?<line>\d+) │/;
// "  i Safe fix: Use const instead.", "  × Formatter would have printed the following content:"
const BEFORE_DIFF = /\b(?:fix: |Suppress rule |would have printed|following (?:content|changes?)|Organize Imports)/i;
// "  - let·a·=·{", "  + const·a·=·{"
const DIFF = /^ {2,}[-+] |^ {2}.*·/;
// "Checked 21 files in 188ms. No fixes applied.", "Found 29 errors.", "The number of diagnostics exceeds the limit allowed."
const SUMMARY = /^\S/;

type Item = Diagnostic & { message: string; readonly detail: string[] };

interface Found {
  readonly items: Item[];
  readonly head: string[];
  readonly tail: string[];
  /** The finding whose block is being read. */
  open: Item | undefined;
  isBeforeDiff: boolean;
}

export default {
  about: 'biome: every finding with its advice, by file, without code frames and diffs',
  command: ['biome check', 'biome lint', 'biome format', 'biome ci'],
  unless: ['--stdin-file-path', '-h'],
  parse(run: Run): Shape | undefined {
    const found: Found = { items: [], head: [], tail: [], open: undefined, isBeforeDiff: false };
    for (const line of linesOf(run.text)) file(found, line);
    const { head, tail } = found;
    const items = adviceOnce(found.items);
    return items.length > 0 ? { kind: 'diagnostics', items, head, tail } : undefined;
  },
} satisfies Filter;

/** Puts a line where it belongs. */
function file(found: Found, line: string): void {
  const header = line.includes('━') ? HEADER.exec(line)?.groups : undefined;
  const concise = CONCISE.exec(line)?.groups;
  if (header) found.items.push((found.open = itemOf(header)));
  else if (concise) found.items.push(itemOf(concise));
  else if (found.open && !SUMMARY.test(line)) inBlock(found, found.open, line);
  else if (line.trim() !== '') close(found, line);
}

function itemOf(groups: Readonly<Record<string, string | undefined>>): Item {
  const { tags, ...fields } = groups;
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...said, code: squeeze(`${groups['code'] ?? ''} ${tags ?? ''}`), message: groups['message'] ?? '', detail: [] };
}

function inBlock(found: Found, item: Item, line: string): void {
  const said = MESSAGE.exec(line)?.groups;
  if (FRAME.test(line)) elsewhere(item, line);
  if (line.trim() === '' || FRAME.test(line) || (!said && found.isBeforeDiff && DIFF.test(line))) return;
  found.isBeforeDiff = BEFORE_DIFF.test(line);
  if (said && item.message === '') Object.assign(item, said);
  else item.detail.push(squeeze(line));
}

/** The first marked line of a frame under an advice is the only one that says where that is. */
function elsewhere(item: Item, line: string): void {
  const place = MARKED.exec(line)?.groups?.['line'];
  const above = item.detail.at(-1);
  if (place !== undefined && above !== undefined && place !== item.line && !above.startsWith('>')) item.detail.push(squeeze(line));
}

function close(found: Found, line: string): void {
  found.open = undefined;
  (found.items.length > 0 ? found.tail : found.head).push(line);
}

/** Words that explain a rule are said with its first finding only; what is said of a fix or a place stays with each. */
function adviceOnce(items: readonly Item[]): Item[] {
  const first = new Map<string, string>();
  return items.map((item) => {
    const saying = [item.message, ...item.detail].join('\n');
    const isNew = (line: string) => {
      const key = `${item.code} ${line}`;
      if (!first.has(key)) first.set(key, saying);
      return first.get(key) === saying;
    };
    return {
      ...item,
      detail: item.detail.filter((line) => isNew(line) || line.startsWith('>') || BEFORE_DIFF.test(line) || line.endsWith(':')),
    };
  });
}
