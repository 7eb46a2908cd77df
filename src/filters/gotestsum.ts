import { said } from '../readers/go-build.ts';
import { goTests } from '../readers/go-test.ts';
import { withoutLibrary } from '../readers/go-trace.ts';
import { printDiagnostics } from '../shapes/diagnostics.ts';
import { hasOption, linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

// "=== Skipped", "=== Failed", "=== Errors"
const PART = /^=== (?<part>Skipped|Failed|Errors)$/;
// "=== FAIL: cart TestTable/case_1 (0.00s)", "=== FAIL: broken  (0.00s)", "=== FAIL: poll TestWaitOn (unknown)"
const FAILED = /^=== FAIL: (?<name>\S+(?: +[^\s(]\S*)?)(?: +(?:\((?:[\d.]+s|unknown|re-run \d+)\) ?)*)?$/;
const SKIPPED = /^=== SKIP: /;
// "DONE 14 tests, 1 skipped, 5 failures in 0.371s"
const DONE = /^DONE \d+ (?:tests|runs)/;
// "PASS price.TestTotal (0.00s)", "✓  price (cached)", " ✓ Nested success (0.00s)", "∅  empty"
const PASSED = /^ *(?:PASS|SKIP|EMPTY|✓|∅|↷) /;
// "FAIL cart.TestTable/case_1 (0.00s)"
const TEST = /^FAIL (?<place>\S+?)\.(?<name>(?:Test|Example|Benchmark|Fuzz)\S*) \([\d.]+s\)$/;

interface Summary {
  readonly failures: Failure[];
  readonly errors: string[];
  readonly done: string[];
}

export default {
  about: 'gotestsum: failed tests with what they said, errors by place, the DONE line',
  command: ['gotestsum', 'go tool gotestsum'],
  unless: ['--watch', '--format=standard-json', 'tool'],
  noise: [
    '^ *--- FAIL: ',
    '^\\t\\S+\\.(?:go|s):\\d+(?: \\+0x[0-9a-f]+)?(?: fp=.*)?$',
    '^[\\w./~@%*()\\[\\],-]+\\((?:\\{?0x|\\.\\.\\.\\)|\\)).*$',
    '^ +(?:Test\\S+: )?\\w+_test\\.go:\\d+: ',
    '^FAIL \\S+ \\([\\d.]+s\\)$',
    '^=== (?:SKIP: |Skipped|Failed$|Errors$)',
  ],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    // with --rerun-fails each run ends with a line of its own; otherwise only the last one is gotestsum's
    const last = lines.findLastIndex((line) => DONE.test(line));
    const isDone = (line: string, at: number) => DONE.test(line) && (at === last || hasOption(run.argv, '--rerun-fails'));
    const start = lines.findIndex((line, at) => PART.test(line) || isDone(line, at));
    const live = lines.slice(0, start < 0 ? undefined : start);
    const tests = goTests(live);
    const { failures, errors, done } = summaryOf(start < 0 ? [] : lines.slice(start), (line, at) => isDone(line, at + start));
    if (!tests.known && failures.length === 0 && done.length === 0 && !live.some((line) => PASSED.test(line))) return undefined;
    const { items, others } = said([...tests.packages.flatMap((each) => each.others).filter((line) => !PASSED.test(line)), ...errors]);
    const distinct = failures.length > 0 ? failures : tests.failures.map((failure) => placed(failure, live));
    const unsaid = others.filter((line) => !TEST.test(line) && !distinct.some((failure) => failure.lines.includes(line)));
    const packages = tests.packages.flatMap(({ line }) => (line?.startsWith('FAIL') || (line && run.exit === 0) ? [line] : []));
    const unended =
      failures.length > 0 ? [] : tests.packages.flatMap((each) => each.notes.filter(({ head }) => head.startsWith('=== RUN')));
    return {
      kind: 'tests',
      head: printDiagnostics({ kind: 'diagnostics', items }),
      failures: distinct,
      tail: [...unsaid, ...unended.flatMap(({ head, lines: said }) => [head, ...said]), ...packages, ...done],
    };
  },
} satisfies Filter;

/** The parts that stand behind the tests. A failure that is listed twice is one. */
function summaryOf(lines: readonly string[], isDone: (line: string, at: number) => boolean): Summary {
  const summary: Summary = { failures: [], errors: [], done: [] };
  const found = new Map<string, { name: string; lines: string[] }>();
  let into: string[] | undefined;
  for (const [at, line] of lines.entries()) {
    const part = PART.exec(line)?.groups?.part;
    const name = FAILED.exec(line)?.groups?.name;
    if (part) into = part === 'Errors' ? summary.errors : undefined;
    else if (name) {
      const again = found.get(name);
      into = again && again.lines.length > 0 ? [] : [];
      if (!again) found.set(name, { name, lines: into });
    } else if (SKIPPED.test(line)) into = undefined;
    else if (isDone(line, at)) summary.done.push(line);
    else if (!/^=== RUN /.test(line)) into?.push(line);
  }
  summary.failures.push(
    ...[...found.values()].map(({ name: test, lines: said }) => ({
      name: test,
      lines: withoutLibrary(said).filter((line) => line.trim() !== '' && !/^ *--- FAIL: /.test(line)),
    })),
  );
  return summary;
}

/** Without a summary the package of a test stands on its line: `FAIL cart.TestAdd (0.00s)`. */
function placed(failure: Failure, live: readonly string[]): Failure {
  const places = live.map((line) => TEST.exec(line)?.groups).filter((groups) => groups?.name === failure.name);
  const place = [...new Set(places.map((groups) => groups?.place ?? ''))].join(' ');
  return place === '' ? failure : { ...failure, place };
}
