/** What ctest printed of each test: its attempts, and the lines that belong to each. */

interface Attempt {
  /** The line with the result, as ctest printed it. */
  readonly result: string;
  readonly lines: string[];
}

export interface CtestTest {
  readonly name: string;
  readonly attempts: Attempt[];
  /** What stands behind its start and before another line of ctest's. */
  readonly about: string[];
}

export interface CtestRuns {
  readonly tests: Map<string, CtestTest>;
  /** Lines before the first test, and what came behind the totals, of which nobody knows the test. */
  readonly loose: string[];
  readonly late: string[];
}

// "      Start 13: math_divides"
const START = /^ *Start +(?<id>\d+): (?<name>.*)$/;
// "13/18 Test #13: math_divides .....................***Failed    0.01 sec", on a retry "    Test #13: math_divides …"
const RESULT = /^(?: *\d+\/(?<total>\d+) | {4})Test +#(?<id>\d+): (?<rest>.*)$/;
// "13: math.c:12: assertion failed" under -V
const VERBOSE = /^(?<id>\d+): ?(?<said>.*)$/;
const SETUP = /^\d+: (?:Test command|Working Directory|Environment variables|Test timeout|Test timeout computed|CMD):?/;
const NOISE =
  /^(?:UpdateCTestConfiguration |Constructing a list of tests|Done constructing a list|Updating test list for fixtures|Added \d+ tests to meet|Checking test dependency graph|Internal ctest changing |Test project |Output from these tests are in: |Use "--rerun-failed |Errors while running CTest$|test \d+$)/;

interface Reading extends CtestRuns {
  readonly verbose: boolean;
  /** Results that count to another number were printed by a test. */
  readonly total: string | undefined;
  /** The lines of the test that ctest named last. */
  into: string[];
}

/** Each line belongs to the test that ctest named last, in a start or in a result; under -V to the test whose number stands before it. `behind` are lines behind the totals. */
export function ctestRuns(lines: readonly string[], behind: readonly string[]): CtestRuns {
  const loose: string[] = [];
  const total = lines.map((line) => RESULT.exec(line)?.groups?.['total']).find((each) => each !== undefined);
  const reading: Reading = { tests: new Map(), loose, late: [], verbose: lines.some((line) => SETUP.test(line)), total, into: loose };
  const own = withoutPlaces(lines);
  for (const line of own) if (!UNABLE.test(line)) read(line, reading);
  reading.into = reading.late;
  for (const line of behind) if (!UNABLE.test(line)) read(line, reading);
  for (const line of [...own, ...behind]) if (UNABLE.test(line)) (unable(line, reading) ?? reading.late).push(line);
  return reading;
}

function read(line: string, reading: Reading): void {
  const start = START.exec(line)?.groups;
  const result = RESULT.exec(line)?.groups;
  const said = reading.verbose ? VERBOSE.exec(line)?.groups : undefined;
  if (start) reading.into = testOf(reading, start['id'], start['name']).about;
  else if (result && isOwn(result, reading)) ended(line, result, reading);
  else if (said && reading.tests.has(said['id'] ?? '')) {
    if (!SETUP.test(line)) testOf(reading, said['id']).about.push(said['said'] ?? '');
  } else if (line.trim() !== '' && !NOISE.test(line)) reading.into.push(line);
}

function testOf(reading: Reading, id = '', name = ''): CtestTest {
  const test = reading.tests.get(id) ?? { name, attempts: [], about: [] };
  reading.tests.set(id, test);
  return test;
}

/** A result of a test that has not started under this name, or of another number of tests, was printed by a test. */
function isOwn({ total, id = '', rest = '' }: Readonly<Record<string, string | undefined>>, reading: Reading): boolean {
  const test = reading.tests.get(id);
  return test !== undefined && rest.startsWith(test.name) && (total === undefined || total === reading.total);
}

/** What ctest and, under -V, the test said before the result is of this attempt. */
function ended(line: string, result: Readonly<Record<string, string | undefined>>, reading: Reading): void {
  const test = testOf(reading, result['id']);
  const attempt = { result: line, lines: test.about.splice(0) };
  test.attempts.push(attempt);
  reading.into = attempt.lines;
}

// "Unable to find executable: x"
const UNABLE = /^Unable to find executable: (?<path>.+)$/;

/** It comes on the other stream, anywhere, and belongs to the test of which ctest said "Could not find executable x". */
function unable(line: string, { tests }: CtestRuns): string[] | undefined {
  const could = `Could not find executable ${UNABLE.exec(line)?.groups?.['path']}`;
  const lists = [...tests.values()].flatMap(({ about, attempts }) => [about, ...attempts.map((attempt) => attempt.lines)]);
  const own = lists.filter((lines) => lines.includes(could));
  return own.find((lines) => !lines.includes(line)) ?? own[0];
}

/** "Looked in the following places:" and the places, each of them twice, up to the next line of ctest's. */
function withoutPlaces(lines: readonly string[]): string[] {
  let looking = false;
  return lines.filter((line) => {
    if (/^Looked in the following places:$/.test(line)) looking = true;
    else if (looking && (line.trim() === '' || RESULT.test(line) || START.test(line) || UNABLE.test(line))) looking = false;
    return !looking;
  });
}
