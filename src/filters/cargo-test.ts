import { type Headed, headed } from '../readers/headed.ts';
import { harness } from '../readers/libtest.ts';
import { compiled } from '../readers/rustc.ts';
import { printDiagnostics } from '../shapes/diagnostics.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape, Tests } from '../types.ts';

export default {
  about: 'cargo test, bench: failed tests with place and assertion, compiler errors and warnings, the harness’s results',
  command: ['cargo test', 'cargo bench', 'cargo miri test'],
  unless: ['--message-format=json-render-diagnostics', '--message-format=json-diagnostic-short'],
  noise: [
    "^\\s*thread '.*' (?:\\(\\d+\\) )?panicked at ",
    '^test .* \\.\\.\\. FAILED$',
    ' --- FAILED$',
    '^\\s*(?:running \\d+ tests?|failures:|stack backtrace:)$',
    '^\\s*(?:-->|:::) /rustc/',
    '^test result: ok\\. 0 passed; 0 failed; 0 ignored; 0 measured; ',
  ],
  parse(run: Run): Shape | undefined {
    if (run.argv.includes('--list')) return undefined;
    const lines = linesOf(run.text);
    const { failures, others, printed, ran } = harness(lines);
    if (!ran) {
      const read = compiled(others);
      return read && { kind: 'diagnostics', ...read };
    }
    return (failures.length > 0 ? byTarget(lines) : undefined) ?? testsOf(failures, others, printed);
  },
} satisfies Filter;

/** `printed`: lines in the form of a result that a test printed. */
function testsOf(failures: readonly Failure[], others: readonly string[], printed: readonly string[] = []): Tests {
  const read = compiled(others);
  const head = printDiagnostics({ kind: 'diagnostics', items: read?.items ?? [] });
  const tail = read ? [...read.head, ...read.tail] : others.filter((line) => line.trim() !== '');
  return { kind: 'tests', head: [...printed, ...head], failures: failures.map(withoutFrames), tail };
}

// "     Running unittests src/lib.rs (target/debug/deps/a-27b4390c1dca5100)", "   Doc-tests a"
const TARGET = /^ +(?:Running (?:unittests |tests\/|benches\/|examples\/|\S+ \()|Doc-tests )/;
const NOTHING = /^test result: ok\. 0 passed; 0 failed; 0 ignored; 0 measured; /;

/** Several targets may have tests of the same name: each stands under its own, unless cargo's words and the tests' came on two streams. */
function byTarget(lines: readonly string[]): Shape | undefined {
  const [before, ...targets] = headed(lines, (line) => (TARGET.test(line) ? 'heading' : endOf(line)));
  if (!before || before.lines.some((line) => /^running \d+ tests?$/.test(line))) return undefined;
  const said = targets.flatMap(readTarget);
  if (said.length < 2) return undefined;
  return { kind: 'parts', parts: [testsOf([], before.lines), ...said] };
}

// "error: 2 targets failed:"
function endOf(line: string): 'end' | undefined {
  return /^error: \d+ targets failed:$/.test(line) ? 'end' : undefined;
}

function readTarget({ heading = '', lines }: Headed): Shape[] {
  const { failures, others, printed } = harness(lines);
  const news = others.filter((line) => line.trim() !== '' && !NOTHING.test(line));
  if (failures.length + news.length + printed.length === 0) return [];
  return [
    {
      kind: 'parts',
      head: lines.some((line) => /^running /.test(line)) ? [heading.trim()] : [],
      parts: [testsOf(failures, news, printed)],
    },
  ];
}

/** A doctest that does not compile shows the compiler's findings. */
function withoutFrames(failure: Failure): Failure {
  const read = compiled(failure.lines);
  if (!read || read.items.length === 0) return failure;
  return { ...failure, lines: printDiagnostics({ kind: 'diagnostics', ...read }) };
}
