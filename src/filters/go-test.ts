import { isMark } from '../marks.ts';
import { said } from '../readers/go-build.ts';
import { type GoTests, goTests } from '../readers/go-test.ts';
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
    const { items, others } = said(tests.others);
    const focused = hasOption(run.argv, '-run', '--run') && run.argv.includes('-v');
    return {
      kind: 'tests',
      head: printDiagnostics({ kind: 'diagnostics', items }),
      failures: tests.failures.map((failure, index) => withPlaces(withPackage(failure, tests), index)),
      tail: [...(focused ? tests.passed : glance(tests)), ...others.filter((line) => !isRepeated(line, tests)), ...packages(tests, run)],
    };
  },
} satisfies Filter;

/** Of the logs of tests that passed: what was skipped, and once each place that logs. */
function glance(tests: GoTests): string[] {
  const seen = new Set<string>();
  return tests.passed.filter((line) => {
    const place = LOG.exec(line)?.groups?.place;
    if (place === undefined) return line.startsWith('--- SKIP: ');
    return seen.size < LOGS && seen.size < seen.add(place).size;
  });
}

/** The package of a failed test is worth saying only if there are several. */
function withPackage(failure: Failure, tests: GoTests): Failure {
  if (tests.packages.filter((line) => line.startsWith('FAIL')).length > 1) return failure;
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
  return line.startsWith('coverage: ') && tests.packages.some((result) => result.endsWith(line));
}

/** Results that are not `ok`; of a run without failures all of them, many plain ones grouped by folder. */
function packages(tests: GoTests, run: Run): string[] {
  const failed = tests.packages.filter((line) => line.startsWith('FAIL'));
  if (failed.length > 0) return failed;
  const results = tests.packages.filter((line) => !line.endsWith('[no test files]'));
  const plain = results.map((line) => PLAIN_OK.exec(line)?.groups?.name).filter((name) => name !== undefined);
  if (plain.length <= MANY) return results.length > 0 ? results : [...tests.packages];
  const names = printFiles({ kind: 'files', items: plain.map((path) => ({ path })) }, run.level).map((line) =>
    isMark(line) ? line : `ok ${line}`,
  );
  return [...results.filter((line) => !PLAIN_OK.test(line)), ...names];
}
