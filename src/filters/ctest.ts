import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

// "13/18 Test #13: math_divides .....................***Failed    0.01 sec"
const RESULT =
  /^ *\d+\/\d+ Test +#(?<id>\d+): (?<name>.+?)(?<! ) \.* *(?<verdict>Passed|\*\*\*[A-Za-z ()]+?(?:: \w+)?|Not Run.*?|Skipped)(?: {2}| \d|$|Required|Error)/;
// "      Start 13: math_divides", "test 13"
const START = /^ *Start +\d+: |^test \d+$/;
// "13: math.c:12: assertion failed" under -V
const VERBOSE = /^(?<id>\d+): ?(?<said>.*)$/;
const SETUP = /^\d+: (?:Test command|Working Directory|Environment variables|Test timeout|Test timeout computed|CMD):?/;
// "	 13 - math_divides (Failed)"
const LISTED = /^\s+(?<id>\d+) - (?<what>.+ \([\w ]+\).*)$/;
// "76% tests passed, 4 tests failed out of 17"
const SUMMARY = /^\d+% tests passed, /;
const NOISE =
  /^(?:UpdateCTestConfiguration |Constructing a list of tests|Done constructing a list|Updating test list for fixtures|Added \d+ tests to meet|Checking test dependency graph|Internal ctest changing |Test project |Output from these tests are in: |Use "--rerun-failed )/;

export default {
  about: "ctest: failed tests with their output, ctest's own totals",
  command: ['ctest'],
  unless: ['=-N', '--show-only', '=-D', '=-S', '=-M', '=-T', '--dashboard', '--build-and-test', '--print-labels'],
  hints: ['^Output from these tests are in: ', '^Use "--rerun-failed '],
  noise: [
    '^The following tests FAILED:$',
    '^Added \\d+ tests to meet',
    '^Errors while running CTest$',
    '^ *\\d+/\\d+ Test +#\\d+: ',
    '^ *Start +\\d+: ',
  ],
  parse(run) {
    const lines = linesOf(run.text);
    const end = lines.findIndex((line) => SUMMARY.test(line));
    if (end < 0 || !lines.some((line) => RESULT.test(line))) return undefined;
    return shapeOf(lines.slice(0, end), lines.slice(end), run);
  },
} satisfies Filter;

interface Test {
  readonly name: string;
  readonly verdict: string;
  readonly lines: readonly string[];
}

function shapeOf(body: readonly string[], end: readonly string[], run: Run): Shape {
  const { tests, loose } = readBody(body);
  const at = end.findIndex((line) => /^The following tests FAILED:$/.test(line));
  const listed = end
    .slice(Math.max(at, 0))
    .flatMap((line) => (at < 0 ? [] : [LISTED.exec(line)?.groups ?? {}]))
    .filter((item) => item['id'] !== undefined);
  const failures =
    listed.length > 0 ? listed.map((item) => failure(`${item['id']} - ${item['what']}`, tests.get(item['id'] ?? ''))) : unlisted(tests);
  const behind = end.slice(0, at < 0 ? undefined : at).filter((line) => line.trim() !== '');
  const rest =
    at < 0
      ? []
      : end
          .slice(at)
          .filter(
            (line) =>
              line.trim() !== '' &&
              !LISTED.test(line) &&
              !/^(?:The following tests FAILED:|Errors while running CTest)$/.test(line) &&
              !NOISE.test(line),
          );
  return { kind: 'tests', head: run.exit === 0 ? [] : loose, failures, tail: [...behind, ...rest] };
}

/** Output stands behind a test's result, or under -V in lines that begin with its number; what stands before it is about its start. */
function readBody(body: readonly string[]): { tests: Map<string, Test>; loose: string[] } {
  const verbose = body.some((line) => SETUP.test(line));
  const tests = new Map<string, Test>();
  const early = new Map<string, string[]>();
  const loose: string[] = [];
  let current = loose;
  let starting = false;
  for (const line of withoutPlaces(body)) {
    const { id = '', name = '', verdict = '' } = RESULT.exec(line)?.groups ?? {};
    const said = verbose ? VERBOSE.exec(line)?.groups : undefined;
    if (id !== '') {
      current = [...(early.get(id) ?? []), ...(starting ? current : [])];
      starting = false;
      tests.set(id, { name, verdict, lines: current });
    } else if (START.test(line)) {
      if (!starting) current = [];
      starting = true;
    } else if (said)
      early.set(said['id'] ?? '', [...(early.get(said['id'] ?? '') ?? []), ...(SETUP.test(line) ? [] : [said['said'] ?? ''])]);
    else if (line.trim() !== '' && !NOISE.test(line)) current.push(line);
  }
  return { tests, loose };
}

/** "Looked in the following places:" and the places, each of them twice. */
function withoutPlaces(body: readonly string[]): string[] {
  let looking = false;
  return body.filter((line) => {
    looking = looking ? !/^Unable to find executable: /.test(line) : /^Looked in the following places:$/.test(line);
    return !looking;
  });
}

function failure(name: string, test: Test | undefined): Failure {
  return { name, lines: test?.lines ?? [] };
}

function unlisted(tests: Map<string, Test>): Failure[] {
  return [...tests]
    .filter(([, test]) => /^\*\*\*(?!Skipped|Not Run \(Disabled)|^Exception/.test(test.verdict))
    .map(([id, test]) => failure(`#${id}: ${test.name}`, test));
}
