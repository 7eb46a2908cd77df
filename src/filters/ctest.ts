import { type CtestRuns, type CtestTest, ctestRuns } from '../readers/ctest-runs.ts';
import { verdictAt } from '../readers/verdict.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

// "	 13 - math_divides (Failed)"
const LISTED = /^\s+(?<id>\d+) - (?<what>.+ \([\w ]+\).*)$/;
// "76% tests passed, 4 tests failed out of 17"
const SUMMARY = /^\d+% tests passed, /;
/** Labels and their times stand between the totals and the time. */
const AHEAD = 60;
const FAILED = /^The following tests FAILED:$/;

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
    '^ {4}Test +#\\d+: ',
    '^ *Start +\\d+: ',
    '^\\d+: (?:Test command|Working Directory|Environment variables|Test timeout)',
  ],
  parse(run) {
    const lines = linesOf(run.text);
    const end = verdictAt(lines, SUMMARY, (at) => lines.slice(at, at + AHEAD).some((line) => line.startsWith('Total Test time (real) = ')));
    if (end < 0) return undefined;
    return shapeOf(lines.slice(0, end), lines.slice(end), run);
  },
} satisfies Filter;

function shapeOf(body: readonly string[], end: readonly string[], run: Run): Shape | undefined {
  const at = end.findIndex((line) => FAILED.test(line));
  const list = at < 0 ? [] : end.slice(at + 1);
  const listed = list.map((line) => LISTED.exec(line)?.groups ?? {}).filter((item) => item['id'] !== undefined);
  const said = end.slice(0, at < 0 ? undefined : at).filter((line) => line.trim() !== '');
  const runs = ctestRuns(
    body,
    list.filter((line) => !LISTED.test(line)),
  );
  if (runs.tests.size === 0) return undefined;
  const failed = new Set(listed.map((item) => item['id'] ?? ''));
  return {
    kind: 'tests',
    head: [...(run.exit === 0 ? [] : runs.loose), ...retried(runs, failed)],
    failures: listed.map((item) => failure(`${item['id']} - ${item['what']}`, runs.tests.get(item['id'] ?? ''))),
    tail: [...runs.late, ...said],
  };
}

/** Tests that failed and passed when they were run again: each attempt, as ctest printed it. */
function retried({ tests }: CtestRuns, failed: ReadonlySet<string>): string[] {
  const again = [...tests].filter(([id, { attempts }]) => attempts.length > 1 && !failed.has(id));
  return again.flatMap(([, { attempts }]) =>
    attempts.flatMap(({ result, lines }) => [result.trim().replace(/ \.{2,}/, ' '), ...lines.map((line) => `  ${line}`)]),
  );
}

/** The output of every attempt; what several attempts printed alike is said once. */
function failure(name: string, test: CtestTest | undefined): Failure {
  const said = new Map((test?.attempts ?? []).map(({ lines }) => [lines.join('\n'), lines]));
  return { name, lines: [...[...said.values()].flat(), ...(test?.about ?? [])] };
}
