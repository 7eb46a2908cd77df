import { harness } from '../readers/libtest.ts';
import { compiled } from '../readers/rustc.ts';
import { printDiagnostics } from '../shapes/diagnostics.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

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
    const { failures, others, printed, ran } = harness(linesOf(run.text));
    const read = compiled(others);
    if (!ran) return read && { kind: 'diagnostics', ...read };
    const head = printDiagnostics({ kind: 'diagnostics', items: read?.items ?? [] });
    return {
      kind: 'tests',
      head: [...printed, ...head],
      failures: failures.map(withoutFrames),
      tail: read ? [...read.head, ...read.tail] : others.filter((line) => line.trim() !== ''),
    };
  },
} satisfies Filter;

/** A doctest that does not compile shows the compiler's findings. */
function withoutFrames(failure: Failure): Failure {
  const read = compiled(failure.lines);
  if (!read || read.items.length === 0) return failure;
  return { ...failure, lines: printDiagnostics({ kind: 'diagnostics', ...read }) };
}
