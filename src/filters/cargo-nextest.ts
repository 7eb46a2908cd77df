import { harness, withoutBacktrace } from '../readers/libtest.ts';
import { compiled } from '../readers/rustc.ts';
import { printDiagnostics } from '../shapes/diagnostics.ts';
import { dedent, linesOf, squeeze } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

// "        FAIL [   0.015s] ( 1/12) shop more::exits", "  TRY 1 FAIL [   0.016s] (─────) shop more::exits", "        SLOW [> 60.000s] (─────) my-bin test"
const STATUS =
  /^ *(?<status>[A-Z][A-Z0-9]*(?:[ /+-]+[A-Z0-9]+)*) +\[ *(?:(?:> *)?[\d.]+s *|duration *)?\] (?:\[\d+\/\d+\] )?(?:\( *[\d─/-]+\) )?(?<name>\S.*)$/;
const PASSED = /^(?:PASS|SKIP|START|TRY \d+ (?:START|DELAY|PASS))$/;
// "SIGSEGV", "TRY 2 FL+LK", "LEAK-FAIL", "TIMEOUT", "ABORT", "XFAIL"
const FAILED = /FAIL|FL\+|LKFAIL|FLKY|SIG[A-Z0-9]+|ABO?RT|TIMEOUT$|TMT/;
// "  stdout ───", "--- STDERR:              shop tests::x ---"
const SECTION = /^ *(?:std(?:out|err) ─+|output ─+|-{3,} ?STD(?:OUT|ERR): .*)$/;
// " Nextest run ID 76aa6f12-… with nextest profile: default", "────────────"
const NOISE = /^(?: *Nextest run ID |─+$|-{8,}$)/;
// "    Starting 12 tests across 3 binaries (1 test skipped)", "     Summary [   0.025s] 2/12 tests run: …", "  Cancelling due to test failure"
const ENDS = /^(?: *(?:Starting \d|Summary \[|Cancel+ing |Canceled |Note \d|Stress test )|error: |warning: )/;

interface Draft {
  readonly name: string;
  readonly statuses: Set<string>;
  readonly lines: string[];
}

interface Reading {
  readonly drafts: Map<string, Draft>;
  readonly others: string[];
  open?: Draft | undefined;
  known: boolean;
}

export default {
  about: 'cargo nextest run: failed tests with place and output, retries, slow ones, the summary',
  command: ['cargo nextest', 'cargo-nextest'],
  unless: ['list', 'show-config', 'archive', 'self', '--message-format', '--no-capture', '--nocapture'],
  noise: [
    // Every test with one of these is named.
    '^ *[A-Z][A-Z0-9 +/-]* \\[ *(?:[\\d.]+s? *|s *)?\\] ',
    "^\\s*thread '.*' (?:\\(\\d+\\) )?panicked at ",
    '^\\s*test .* \\.\\.\\. FAILED$',
    '^\\s*(?:running \\d+ tests?|failures:|stack backtrace:)$',
    '^\\s*test result: FAILED\\. 0 passed; 1 failed; ',
    '^\\s*(?:-->|:::) /rustc/',
  ],
  parse(run: Run): Shape | undefined {
    const reading: Reading = { drafts: new Map(), others: [], known: false };
    for (const line of linesOf(run.text)) read(reading, line);
    const built = compiled(reading.others);
    if (!reading.known) return built && { kind: 'diagnostics', ...built };
    const head = printDiagnostics({ kind: 'diagnostics', items: built?.items ?? [] });
    return {
      kind: 'tests',
      head,
      failures: [...reading.drafts.values()].map(failureOf),
      tail: built ? [...built.head, ...built.tail] : reading.others,
    };
  },
} satisfies Filter;

function read(reading: Reading, line: string): void {
  const { status, name } = STATUS.exec(line)?.groups ?? {};
  if (status && name) happened(reading, { status, name, line });
  else if (NOISE.test(line)) reading.open = undefined;
  else if (ENDS.test(line)) {
    reading.open = undefined;
    reading.known ||= /^ *(?:Starting|Summary) /.test(line);
    reading.others.push(line);
  } else if (!SECTION.test(line)) (reading.open?.lines ?? reading.others).push(line);
}

/** A test that failed more than once has its attempts under one name; the last status says how. */
function happened(reading: Reading, { status, name, line }: { status: string; name: string; line: string }): void {
  reading.known = true;
  reading.open = undefined;
  if (PASSED.test(status)) return;
  if (!FAILED.test(status)) {
    reading.others.push(line);
    return;
  }
  reading.open = reading.drafts.get(name) ?? { name, statuses: new Set(), lines: [] };
  reading.drafts.set(name, reading.open);
  if (status !== 'FAIL') reading.open.statuses.add(status);
}

/** Attempts that say the same are said once. */
function failureOf(draft: Draft): Failure {
  const { failures, others } = harness(dedent(draft.lines));
  const place = failures.find((failure) => failure.place !== undefined)?.place;
  const printed = withoutBacktrace(
    others.filter((line) => !line.startsWith('test result: ')),
    '',
  );
  const said = [[...draft.statuses].join(', '), ...printed, ...failures.flatMap((failure) => failure.lines)];
  const lines = said.filter((line, index) => line.trim() !== '' && said.findIndex((each) => squeeze(each) === squeeze(line)) === index);
  return { name: draft.name, ...(place === undefined ? {} : { place }), lines };
}
