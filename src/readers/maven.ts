/** Reads Maven's log into findings, failed tests and the other lines that are news. */

import type { Diagnostic, Failure } from '../types.ts';
import { isForeignFrame, isFrame, traceOf } from './java-trace.ts';
import { isTypeNoise } from './javac.ts';

export interface Maven {
  readonly items: readonly Diagnostic[];
  readonly failures: readonly Failure[];
  /** Lines before the first finding or failure, what tests printed, and the others. */
  readonly head: readonly string[];
  readonly printed: readonly string[];
  readonly tail: readonly string[];
}

// "[INFO] Building shop 1.0-SNAPSHOT", "[ERROR]   symbol:   class Discount"
const TAGGED = /^\[(?<tag>INFO|WARNING|ERROR|FATAL|DEBUG)\] ?(?<said>.*)$/;
// "/src/main/java/Cart.java:[24,12] found raw type: java.util.List", "X.kt: (214, 35) Unchecked cast", "Report.java:[1] [DefaultPackage] …", "A.java:480: warning: no @param for server"
const FINDING =
  /^(?<file>(?:[A-Za-z]:)?[^\s:][^:]*?\.\w+):(?: ?[[(](?<line>\d+)(?:, ?(?<col>\d+))?[\])]:?|(?<plain>\d+): (?=warning|error)) ?(?<message>.*)$/;
// "com.example.shop.BasketTest.causes -- Time elapsed: 0.148 s <<< ERROR!", "wrong(a.FooTest)  Time elapsed: 0.01 sec  <<< FAILURE!"
const FAILED = /^(?=.*<<< (?:FAILURE|ERROR)!$)(?<name>\S.*?)(?<!\s)\s+(?:-- )?Time elapsed: /;
const SUITE = /^Tests run: \d+, Failures: .*(?: - in | -- in |Time elapsed)/;
// "  BasketTest.listsDiffer:18 expected: <[a, b]> but was: <[a, c]>"
const RESULT = /^ {2}(?:Run \d+: )?[\w$.[\]]+[.:]\S/;

const NEWS =
  /^(?:BUILD \w+|Reactor Summary|Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+$|\d+ (?:errors?|warnings?)\b|Total time: |Rule \d+: )/;
const BOILERPLATE =
  /^\s*$|^-+(?:[<[] .*)?$|^-> \[Help \d+\]$|^\[Help \d+\] http|^To see the full stack trace|^Re-run Maven using|^For more information about the errors|^Please refer to (?:\S+ for the individual|dump files)|^After correcting the problems|^Results ?:|^COMPILATION (?:ERROR|WARNING) ?: ?$|^It is highly recommended to fix these problems|^For this reason, future Maven versions|^(?:Failures: |Errors: |Tests in error: |Failed tests: )$/;
const PROGRESS = /^(?:Downloading|Downloaded|Uploading|Uploaded)(?: from| to)? ?\S*: ?http|^Progress \(\d+\): /;

interface State {
  readonly items: (Diagnostic & { detail: string[] })[];
  readonly seen: Set<string>;
  readonly failures: Failure[];
  readonly head: string[];
  readonly printed: string[];
  readonly tail: string[];
  /** Sentences of this goal. */
  said: Set<string>;
  /** Between "T E S T S" and "Results:" tests print what they like. */
  testing: boolean;
  /** What untagged lines belong to. */
  open: 'item' | 'repeat' | 'line' | undefined;
}

/** `info` keeps what a goal says under [INFO]; `output` keeps what the tests print; `seen` are findings that stand above. */
export interface Keep {
  readonly info: boolean;
  readonly output: boolean;
  readonly seen?: Set<string>;
}

export function readMaven(lines: readonly string[], keep: Keep): Maven {
  const seen = keep.seen ?? new Set();
  const state: State = { items: [], seen, failures: [], head: [], printed: [], tail: [], said: new Set(), testing: false, open: undefined };
  for (let i = 0; i < lines.length; ) i += tagged(state, lines, i, keep) ?? untagged(state, lines[i] ?? '', keep.output);
  return state;
}

/** The number of lines taken. */
function tagged(state: State, lines: readonly string[], i: number, keep: Keep): number | undefined {
  const line = lines[i] ?? '';
  const groups = TAGGED.exec(line)?.groups;
  const { tag = '', said = '' } = groups ?? {};
  const test = FAILED.exec(groups ? said : line)?.groups;
  if (test && !SUITE.test(groups ? said : line)) return failedTest(state, test['name'] ?? '', lines, i);
  if (!groups) return undefined;
  if (/^ T E S T S$|^Results ?:/.test(said) || GOAL.test(said)) state.testing = said.startsWith(' T');
  const finding = FINDING.exec(said)?.groups;
  if (finding && tag !== 'INFO') {
    addFinding(state, tag, finding);
    return /^\s*\^\s*$/.test(TAGGED.exec(lines[i + 2] ?? '')?.groups?.['said'] ?? '') ? 3 : 1;
  }
  if (state.open === 'repeat' && tag === 'ERROR' && /^ {2,}\S/.test(said)) return 1;
  if (RESULT.test(said) && tag !== 'INFO' && state.failures.length > 0) state.open = 'repeat';
  else if (isForeignFrame(said)) state.open = undefined;
  else if (state.testing && !SUITE.test(said) && !/^ T E S T S|^Running |^Results ?:/.test(said)) printed(state, tag, line, keep);
  else if (isNews(tag, said, keep.info)) quote(state, line.trimEnd());
  else state.open = undefined;
  return 1;
}

/** A test may print what looks like Maven's own words: they stay among what it printed. */
function printed(state: State, tag: string, line: string, { info, output }: Keep): void {
  const said = line.replace(TAG, '');
  if (BOILERPLATE.test(said) || PROGRESS.test(said)) return;
  if ((tag !== 'INFO' || output) && isNews(tag, said, info)) state.printed.push(line.trimEnd());
  state.open = undefined;
}

// "--- maven-jar-plugin:3.1.0:jar (default-jar) @ core ---"
const GOAL = /^-{3} [^\s:]+:\S+ \(\S+\) @ \S+ -{3}$/;
const TAG = /^\[\w+\] ?/;
// "Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.2.5:test (default-test) on project core: …"
const REASON = /^\[ERROR\] Failed to execute goal /;

function isNews(tag: string, said: string, info: boolean): boolean {
  if (BOILERPLATE.test(said) || PROGRESS.test(said)) return false;
  if (tag !== 'INFO') return !SUITE.test(said);
  if (/ (?:FAILURE|SKIPPED)(?: \[|$)/.test(said)) return true;
  return NEWS.test(said)
    ? !/^(?:Total time|Rule \d+: .* passed$)/.test(said)
    : info && !/^(?:Scanning for projects|Building |Finished at|Total time|--- )/.test(said);
}

/** A sentence that Maven says again of one goal is shown once, and so is each line of a goal's reason; parts of a tree or a list are not sentences. */
function quote(state: State, line: string): void {
  state.open = 'line';
  if (REASON.test(line)) state.said = new Set([REASON.source]);
  const sentence = state.said.has(REASON.source) || /^\[\w+\] (?!Tests run: )[^\s+|\\-](?:\S* +){3}/.test(line);
  if (sentence && state.said.has(line)) return;
  state.said.add(line);
  push(state, line);
}

function push(state: State, line: string): void {
  (state.items.length + state.failures.length === 0 ? state.head : state.tail).push(line);
}

/** Maven says each error twice, in the log and as the reason of the failure. */
function addFinding(state: State, tag: string, { file, plain, line = plain, col, message = '' }: Record<string, string | undefined>): void {
  const key = [file, line, col, message].join('\n');
  state.open = state.seen.has(key) ? 'repeat' : 'item';
  if (state.seen.has(key)) return;
  state.seen.add(key);
  const coded = /^\[(?<code>[\w-]+)\] (?<message>.*)$/.exec(message)?.groups;
  const code = coded ? { code: `[${coded['code']}]` } : {};
  const place = Object.fromEntries(Object.entries({ file, line, col }).filter(([, value]) => value !== undefined));
  state.items.push({ ...place, ...code, severity: tag, message: coded?.['message'] ?? message, detail: [] });
}

function untagged(state: State, line: string, output: boolean): number {
  const item = state.items.at(-1);
  if (line.trim() === '') state.open = undefined;
  if (line.trim() === '' || PROGRESS.test(line)) return 1;
  if (state.open === 'item' && item && !/^\s*\^+\s*$/.test(line)) addDetail(item, line);
  else if (state.open === 'line' || (state.open === undefined && (output || !state.testing) && !isFrame(line))) place(state, line);
  return 1;
}

function place(state: State, line: string): void {
  if (state.testing && state.open === undefined) state.printed.push(line);
  else push(state, line);
}

/** ecj and old Mavens say the message under the place, behind the code. */
function addDetail(item: Diagnostic & { detail: string[] }, line: string): void {
  if ((item.message === '' && /^\s/.test(line)) || isTypeNoise(line)) return;
  item.detail.push(line);
}

/** The trace up to the empty line or the next tag. */
function failedTest(state: State, name: string, lines: readonly string[], i: number): number {
  let end = i + 1;
  while (
    end < lines.length &&
    !TAGGED.test(lines[end] ?? '') &&
    !FAILED.test(lines[end] ?? '') &&
    !((lines[end] ?? '') === '' && isFrame(lines[end - 1] ?? ''))
  )
    end++;
  const trace = traceOf(lines.slice(i + 1, end));
  state.failures.push({ name, ...trace });
  state.open = undefined;
  return end - i;
}
