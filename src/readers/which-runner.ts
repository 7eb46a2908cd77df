/** Which test runner wrote a text, told by its own summary: for scripts run without a banner (`npm test --silent`). */

const RUNNERS: readonly { readonly argv: readonly string[]; readonly summary: RegExp }[] = [
  // "Test Suites: 2 failed, 1 passed, 3 total"
  { argv: ['jest'], summary: /^Test Suites: .*\d total$/m },
  // " Test Files  2 failed | 1 passed (3)"
  { argv: ['vitest', 'run'], summary: /^ Test Files {2}.*\(\d+\)$/m },
  // "  13 passing (597ms)"
  { argv: ['mocha'], summary: /^ {2}\d+ passing \([\d.]+[a-z]+\)$/m },
  // "ℹ tests 16"
  { argv: ['node', '--test'], summary: /^ℹ tests \d+$/m },
  // "  6 tests failed", "  36 tests passed"
  { argv: ['ava'], summary: /^ {2}\d+ tests? (?:failed|passed)$/m },
];

/** The words of the runner's command; undefined if none or several may have written the text. */
export function runnerOf(text: string): readonly string[] | undefined {
  const [found, other] = RUNNERS.filter(({ summary }) => summary.test(text));
  return other ? undefined : found?.argv;
}
