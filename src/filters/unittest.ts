import { verdictAt } from '../readers/verdict.ts';
import { folded } from '../shapes/log.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'unittest: failures with place and assertion, counts',
  command: ['unittest', 'nose2', 'nosetests', 'manage.py test', 'python manage.py test', 'django-admin test'],
  unless: ['-h'],
  noise: [
    '^\\S.* \\.\\.\\. (?:ok|FAIL|ERROR|skipped .*|expected failure|unexpected success)$',
    '^ +File ".*", line \\d+',
    '^={70}$|^-{70}$',
    '^[.FEsxu]{10,}',
    '^(?:FAIL|ERROR)$',
  ],
  parse,
} satisfies Filter;

// What Django says of its test databases: "Creating test database for alias 'default'...", "  Applying auth.0001_initial... OK"
const DATABASES =
  /^(?:Creating|Destroying|Cloning|Preserving|Using existing) test database for alias '.*\.\.\.$|^System check identified no issues \(0 silenced\)\.$|^(?:Operations to perform|Synchronizing apps without migrations|Running migrations):$|^ {2}(?:Synchronize unmigrated apps|Apply all migrations): |^ {2}Applying \S+\.\.\. OK$|^ {2}Creating tables\.\.\.$|^ {4}(?:Creating table \S+|Running deferred SQL\.\.\.)$/;
const DOUBLE = /^={70}$/;
const SINGLE = /^-{70}$/;
// "Ran 132 tests in 0.012s"
const RAN = /^Ran \d+ tests? in [\d.]+s$/;
// "FAILED (failures=6, errors=4)", "OK (skipped=1)", "NO TESTS RAN"
const VERDICT = /^(?:OK|FAILED|NO TESTS RAN)(?: \(.*\))?$/;

// "FAIL: test_keys (test_r.T.test_keys)", "ERROR: setUpClass (test_r.T)"
const HEAD = /^(?:FAIL|ERROR|UNEXPECTED SUCCESS): /;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const ends = endsOf(lines);
  const ran = verdictAt(lines, RAN, (at) => ends.some((end) => end.ran === at && agrees(end, run)));
  const own = ends.find((end) => end.ran === ran);
  if (!own) return undefined;
  const heads = ownHeads(lines, ends, own);
  const from = heads[0] ?? lines.slice(0, ran).findLastIndex((line) => SINGLE.test(line));
  const blocks = heads.map((head, n) => lines.slice(head + 1, heads[n + 1] ?? ran));
  const after = lines.slice(own.at + 1);
  const printed = after.some((line) => RAN.test(line));
  return {
    kind: 'tests',
    head: [...progress(lines.slice(0, Math.max(from, 0))), ...(printed ? progress(after) : [])],
    failures: blocks.map(failure),
    tail: [lines[ran] ?? '', lines[own.at] ?? '', ...(printed ? [] : progress(after))],
  };
}

/** Where a run of tests ends. A test may run tests of its own. */
interface End {
  readonly ran: number;
  /** The line of its verdict. */
  readonly at: number;
  readonly verdict: string;
}

function endsOf(lines: readonly string[]): End[] {
  return lines.flatMap((line, ran) => {
    if (!RAN.test(line)) return [];
    const at = lines.findIndex((each, next) => next > ran && each.trim() !== '');
    return VERDICT.test(lines[at] ?? '') ? [{ ran, at, verdict: lines[at] ?? '' }] : [];
  });
}

/** A failed run does not end with OK. */
function agrees({ verdict }: End, { exit }: Run): boolean {
  if (exit === undefined) return true;
  return exit === 0 ? !verdict.startsWith('FAILED') : !verdict.startsWith('OK');
}

/** The lines above the headings of failures, less those of runs within the run: these stand above their own end, as many as it counts. */
function ownHeads(lines: readonly string[], ends: readonly End[], own: End): number[] {
  let heads = lines.flatMap((line, at) => (at < own.ran && DOUBLE.test(line) && HEAD.test(lines[at + 1] ?? '') ? [at] : []));
  for (const inner of ends) {
    if (inner.ran >= own.ran) break;
    const above = heads.filter((head) => head < inner.ran);
    const theirs = new Set(above.slice(above.length - Math.min(above.length, countOf(inner.verdict))));
    heads = heads.filter((head) => !theirs.has(head));
  }
  return heads;
}

// "FAILED (failures=2, errors=1, skipped=1, expected failures=1, unexpected successes=1)"
function countOf(verdict: string): number {
  const counts = [...verdict.matchAll(/(?:\(|, )(?:failures|errors|unexpected successes)=(\d+)/g)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

// "F.s.ExuE", a result behind the output of its test, "test_003 (tests.test_ok.TestOk.test_003) ... ok", "Two dicts should be equal. ... FAIL"
const DOTS = /^(?:[.FEsxu]+|ok|FAIL|ERROR)$/;
const RESULT = /^(.* \.\.\. (ok|FAIL|ERROR|skipped .*|expected failure|unexpected success))$/;
// the test's name, over the first line of its docstring
const NAME = /^\S+ \([\w.<>]+\)(?: .*)?$/;

// a warning behind the dots: ".....FE/home/dev/tests/test_unit.py:50: DeprecationWarning: old api"
const GLUED = /^[.FEsxu]{10,}(?=\S)/;

/** What the tests printed, and skips and surprises with their reason. */
function progress(lines: readonly string[]): string[] {
  const left = lines.filter((line, index) => {
    const result = RESULT.exec(line)?.[2];
    if (line.trim() === '' || DOTS.test(line) || DATABASES.test(line) || SINGLE.test(line)) return false;
    if (result !== undefined) return /^(?:skipped|unexpected)/.test(result);
    return !(NAME.test(line) && RESULT.test(lines[index + 1] ?? ''));
  });
  return folded(
    left.map((line) => line.replace(GLUED, '')),
    2,
  );
}

// '  File "/home/dev/unit/tests/test_unit.py", line 14, in test_add'
const FRAME = /^ {2}File "(.+)", line (\d+), in (.+)$/;
const FOREIGN = /site-packages[\\/]|dist-packages[\\/]|[\\/]lib[\\/]python3|^<frozen /;
// "    ^^^^^^^^^", "?                   ^"
const POINTER = /^\s*[\^~]+\s*$|^\?[ ^+-]*$/;

function failure(block: readonly string[]): Failure {
  const [name = '', ...rest] = block;
  const rule = rest.findIndex((line) => SINGLE.test(line));
  const body = rest.filter((line, index) => index !== rule && line.trim() !== '' && !SINGLE.test(line));
  const frames = body.map((line) => FRAME.exec(line)).filter((found) => found !== null && !FOREIGN.test(found[1] ?? ''));
  const place = frames[0] ? placeOf(frames[0]) : undefined;
  const lines = traced(body, place);
  return place === undefined ? { name, lines } : { name, place, lines };
}

/** Frames of user code as `place: statement`, the exception, what the test printed. */
function traced(body: readonly string[], place: string | undefined): string[] {
  const out: string[] = [];
  let where: string | undefined;
  for (const line of body) {
    const frame = FRAME.exec(line);
    if (frame) where = FOREIGN.test(frame[1] ?? '') ? '' : placeOf(frame);
    else if (/^Traceback \(most recent call last\):$|^Stdout:$/.test(line) || POINTER.test(line)) continue;
    else if (where !== undefined && /^ {4}/.test(line)) {
      if (where !== '') out.push(where === place ? `> ${line.trim()}` : `${where}: ${line.trim()}`);
      // of a library's frame the lines up to the next frame go; --locals puts values under the statement
      where = where === '' ? where : undefined;
    } else {
      where = undefined;
      out.push(line);
    }
  }
  return out;
}

function placeOf([, file, line]: RegExpExecArray): string {
  return `File "${file}", line ${line}`;
}
