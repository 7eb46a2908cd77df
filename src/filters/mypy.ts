import { linesOf, squeeze } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'mypy: errors by file or by message, notes under their error',
  command: ['mypy', 'dmypy run', 'dmypy check'],
  unless: ['-h', '-V', '-O', '--output'],
  // source lines of --pretty
  noise: ['^ {4,}\\S'],
  parse,
} satisfies Filter;

// "src/a.py:47:9: error: Incompatible types in assignment  [assignment]", "src/a.py: note: In function "total":", "nowhere.py: error: Cannot read file"
const HEAD =
  /^(?<file>(?:[A-Za-z]:)?[^\s:][^:]*?)(?::(?<line>\d+))?(?::(?<col>\d+))?(?::\d+:\d+)?: (?<severity>error|warning|note|info): ?(?<message>.*)$/;
// "        ^~~~~~~~~", under the source line in the form of --pretty
const CARET = /^ {4,}\^~*(?:\.\.\.)?$/;

interface Open extends Diagnostic {
  message: string;
  detail: string[];
  /** How many of the details stood above the finding. */
  readonly context: number;
}

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const pretty = lines.some((line) => CARET.test(line));
  const items: Open[] = [];
  const others: string[] = [];
  let context: string[] = [];
  for (const line of lines) {
    const found = HEAD.exec(line)?.groups;
    if (found && isContext(found)) context.push(found['message'] ?? '');
    else if (found) {
      const item = { ...withoutAbsent(found), message: squeezed(found['message'] ?? ''), detail: context, context: context.length };
      if (!attached(item, items.at(-1))) items.push(item);
      context = [];
    } else if (!pretty || !continues(line, items.at(-1))) others.push(line);
  }
  if (items.length === 0) return undefined;
  return {
    kind: 'diagnostics',
    items: items.map(({ context: _, ...item }) => item),
    tail: others.filter((line) => line.trim() !== ''),
  };
}

// 'In member "ship" of class "Order":' of --show-error-context
function isContext(found: Readonly<Record<string, string | undefined>>): boolean {
  return found['line'] === undefined && found['severity'] === 'note' && /^(?:In|At) .*:$/.test(found['message'] ?? '');
}

function withoutAbsent(groups: Readonly<Record<string, string | undefined>>): Partial<Diagnostic> {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
}

/** Two blanks stand before the code. */
function squeezed(message: string): string {
  return message.startsWith(' ') ? message.trimEnd() : squeeze(message);
}

/** A note on the line of the finding above explains it. */
function attached(item: Open, above: Open | undefined): boolean {
  if (item.severity !== 'note' || !above || above.file !== item.file || above.line !== item.line) return false;
  above.detail.push(`note: ${item.message}`);
  return true;
}

/** --pretty wraps messages and shows the source line with a pointer. */
function continues(line: string, item: Open | undefined): boolean {
  if (!item || /^(?:Found \d|Success: )/.test(line)) return false;
  if (/^ {4}/.test(line)) return true;
  if (item.detail.length > item.context) item.detail.push(`${item.detail.pop()} ${line}`);
  else item.message = squeeze(`${item.message} ${line}`);
  return true;
}
