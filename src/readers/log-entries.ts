/** Logs: entries that begin with a time, further lines under them, and what of them says that something is wrong. */

import { linesOf } from '../text.ts';
import type { Log, LogEntry, LogRules } from '../types.ts';

// "2026-11-20T10:12:57.120Z", "2026/11/20 10:12:57", "[2026-11-20 10:12:57,120]", "Nov 20 10:12:57", "10:12:57.120", "[12:30:01]", "20/Nov/2026:10:12:57 +0000"
const TIME = [
  '[[(]?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d+)?(?: ?(?:Z|[+-]\\d\\d:?\\d\\d|UTC))?[\\])]?',
  '\\[?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)?,? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\\d{1,2} \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: \\d{4})?\\]?',
  '\\[?\\d{1,2}/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\\]?',
  '[[(]?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?[\\])]?',
  '\\[ *\\d+\\.\\d{3,}\\]',
];
/** What may stand in front of the time: a container's name, an address, a level, klog's `W0910`. */
const IN_FRONT =
  '^(?:[IWEF]\\d{4} |[^\\d\\s]\\S{0,60}\\s{1,3}(?:\\| )?|\\d{1,3}(?:\\.\\d{1,3}){3} \\S+ \\S+ |"?(?:time|ts|@timestamp)"?[=:]"?|\\{"(?:time|ts|timestamp|@timestamp)":")?';
const USUAL_TIME = new RegExp(`(?<before>${IN_FRONT})(?<time>${TIME.join('|')})`);
// "ERROR", "level=warn", "\"level\":\"error\"", "Failed to …", "panic: …", "W0910 …"
const USUAL_LEVEL =
  /\b(?:ERR(?:OR)?|WARN(?:ING)?|FATAL|CRIT(?:ICAL)?|PANIC|EMERG|ALERT|SEVERE|exception|traceback|fail(?:ed|ure|ing|s)?|den(?:y|ied)|refused|timed? ?out|killed|oom|abort(?:ed)?|unhealthy|unreachable|corrupt\w*)\b|^[WEF]\d{4} |\b[45]\d\d\b|(?:Error|Exception)\b/i;

/** The entries of a log; undefined if a line that the rules expect is not there. */
export function readLog(text: string, rules: LogRules = {}): Log | undefined {
  const lines = without(linesOf(text), rules.drop ?? []);
  if ((rules.expect ?? []).some((pattern) => !lines.some((line) => new RegExp(pattern).test(line)))) return undefined;
  const times = rules.time?.map((pattern) => new RegExp(pattern)) ?? [USUAL_TIME];
  const wrong = rules.level?.map((pattern) => new RegExp(pattern)) ?? [USUAL_LEVEL];
  const folding = rules.fold?.map((pattern) => new RegExp(pattern));
  const entries: LogEntry[] = [];
  for (const { head, below } of grouped(lines, times)) {
    const stamp = stampIn(head, times);
    const text = [stamp?.after ?? head, ...below].join('\n');
    const wrongEntry = wrong.some((pattern) => pattern.test(text));
    const folds = folding ? !wrongEntry && folding.some((pattern) => pattern.test(text)) : true;
    entries.push({ ...(stamp ? { time: stamp.time, before: stamp.before } : {}), text, folds, wrong: wrongEntry });
  }
  return { kind: 'log', lines: [], entries };
}

function without(lines: readonly string[], drop: readonly string[]): string[] {
  const patterns = drop.map((pattern) => new RegExp(pattern));
  return lines.filter((line) => !patterns.some((pattern) => pattern.test(line)));
}

/** An indented line, or one without a time between lines that have one, belongs to the entry above it. */
function grouped(lines: readonly string[], times: readonly RegExp[]): { readonly head: string; readonly below: string[] }[] {
  const groups: { head: string; below: string[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const under = last && /^\s+\S|^Caused by: /.test(line) && !stampIn(line, times);
    if (under) last.below.push(line);
    else if (line.trim() !== '') groups.push({ head: line, below: [] });
  }
  return groups;
}

interface Stamp {
  readonly before: string;
  readonly time: string;
  readonly after: string;
}

/** Characters in which the time stands. */
const FRONT = 160;

function stampIn(line: string, times: readonly RegExp[]): Stamp | undefined {
  for (const pattern of times) {
    const found = pattern.exec(line.slice(0, FRONT));
    if (!found) continue;
    const time = found.groups?.['time'] ?? found[0];
    const at = found.index + found[0].lastIndexOf(time);
    return { before: line.slice(0, at), time, after: line.slice(at + time.length) };
  }
  return undefined;
}
