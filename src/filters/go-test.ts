import { isMark } from '../marks.ts';
import { said } from '../readers/go-build.ts';
import { type GoNote, type GoPackage, type GoTests, goTests } from '../readers/go-test.ts';
import { printDiagnostics } from '../shapes/diagnostics.ts';
import { printFiles } from '../shapes/files.ts';
import { hasOption, linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

// "ok  \texample.com/gosvc/price\t0.003s", "ok  \texample.com/gosvc/price\t(cached)"
const PLAIN_OK = /^ok {2}\t(?<name>\S+)\t(?:[\d.]+s|\(cached\))$/;
// "    flag_test.go:1141: expected output mentioning unknown; got \"\""
const LOG = /^ +(?:Test\S+: )?(?<place>\w+_test\.go:\d+): /;
/** Places of logs of passed tests that are shown. */
const LOGS = 20;
/** Packages that passed, from which on their names are grouped by folder. */
const MANY = 8;
/** As many failures as the shape shows in full at least. */
const IN_FULL = 20;

export default {
  about: 'go test: failed tests with what they said, build errors by place, panics and races without library frames',
  command: ['go test'],
  unless: ['-json', '--json', '-list', '--list'],
  noise: [
    // Each failed test is named; frames of the library are no places of the user.
    '^ *--- FAIL: ',
    '^\\t\\S+\\.(?:go|s):\\d+(?: \\+0x[0-9a-f]+)?(?: fp=.*)?$',
    '^ {6}\\S+\\.go:\\d+ \\+0x[0-9a-f]+$',
    '^[\\w./~@%*()\\[\\],-]+\\((?:\\{?0x|\\.\\.\\.\\)|\\)).*$',
    // Logs of tests that passed; those of failed tests are in the result.
    '^ +(?:Test\\S+: )?\\w+_test\\.go:\\d+: ',
  ],
  parse(run: Run): Shape | undefined {
    const tests = goTests(linesOf(run.text));
    if (!tests.known || run.argv.includes('-n') || run.argv.includes('-x')) return undefined;
    const { items } = said(tests.packages.flatMap((each) => each.others));
    return {
      kind: 'tests',
      head: printDiagnostics({ kind: 'diagnostics', items }),
      failures: tests.failures.map((failure, index) => withPlaces(withPackage(failure, tests), index)),
      tail: packages(tests, run),
    };
  },
} satisfies Filter;

/** The package of a failed test is worth saying only if there are several. */
function withPackage(failure: Failure, tests: GoTests): Failure {
  if (tests.packages.filter(isFailed).length > 1) return failure;
  return { name: failure.name, lines: failure.lines };
}

/** Failures beyond those that are shown in full say at least where they are. */
function withPlaces(failure: Failure, index: number): Failure {
  const places = new Set(failure.lines.flatMap((line) => line.match(/\b\w+_test\.go:\d+/g) ?? []));
  if (index < IN_FULL || places.size === 0) return failure;
  return { ...failure, place: [...(failure.place === undefined ? [] : [failure.place]), ...places].join(' ') };
}

// "coverage: 66.7% of statements", which the package's line says again
function isRepeated(line: string, tests: GoTests): boolean {
  return line.startsWith('coverage: ') && tests.packages.some((result) => result.line?.endsWith(line));
}

function isFailed({ line }: GoPackage): boolean {
  return line?.startsWith('FAIL') === true;
}

/** Results that are not `ok`; of a run without failures all of them, many plain ones grouped by folder; those that failed last. Above each what belongs to no test, and what its tests said that did not fail. */
function packages(tests: GoTests, run: Run): string[] {
  const failed = tests.packages.some(isFailed) || tests.failures.length > 0;
  const noted = notesShown(tests, run);
  const shown = tests.packages.filter((each) => isFailed(each) || (noted.get(each) ?? []).length > 0 || (!failed && hasTests(each, tests)));
  const plain = shown.filter((each) => PLAIN_OK.test(each.line ?? '') && (noted.get(each) ?? []).length === 0);
  const grouped = plain.length > MANY ? plain : [];
  const names = printFiles(
    { kind: 'files', items: grouped.map(({ line }) => ({ path: PLAIN_OK.exec(line ?? '')?.groups?.name ?? '' })) },
    run.level,
  );
  const single = shown.filter((each) => !grouped.includes(each));
  const lines = [...single.filter((each) => !isFailed(each)), ...single.filter(isFailed)].flatMap((each) => [
    ...(noted.get(each) ?? []),
    ...(each.line === undefined ? [] : [each.line]),
  ]);
  return [...lines, ...names.map((line) => (isMark(line) ? line : `ok ${line}`))];
}

/** Packages without test files are worth a line only if there are no others. */
function hasTests({ line }: GoPackage, tests: GoTests): boolean {
  const empty = '[no test files]';
  return line?.endsWith(empty) !== true || tests.packages.every((each) => each.line?.endsWith(empty));
}

/** The notes of each package: all of a run that asks for some tests under -v; else what was skipped and never ended, and once each place that logs. */
function notesShown(tests: GoTests, run: Run): Map<GoPackage, string[]> {
  const focused = hasOption(run.argv, '-run', '--run') && run.argv.includes('-v');
  const seen = new Set<string>();
  const lines = ({ head, lines: logs }: GoNote, of: GoPackage): string[] => {
    if (focused || head.startsWith('=== RUN')) return [head, ...logs];
    const skipped = head.startsWith('--- SKIP');
    const left = logs.filter((line) => {
      const place = LOG.exec(line)?.groups?.place;
      return place !== undefined && seen.size < LOGS && seen.size < seen.add(`${of.line} ${place}`).size;
    });
    return skipped || left.length > 0 ? [head, ...left] : [];
  };
  return new Map(tests.packages.map((each) => [each, [...loose(each, tests), ...each.notes.flatMap((note) => lines(note, each))]]));
}

/** What belongs to no test and is no finding. */
function loose({ others }: GoPackage, tests: GoTests): string[] {
  return said(others).others.filter((line) => !isRepeated(line, tests));
}
