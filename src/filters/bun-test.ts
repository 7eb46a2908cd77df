import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'bun test: failed tests with difference and place, what tests printed, coverage, counts',
  command: ['bun test'],
  unless: ['--reporter', '--reporter-outfile'],
  noise: ['^\\s*at \\S.*\\((?:native|node:|bun:)', '^ *\\d+ \\| ', '^\\((?:pass|skip|todo|fail)\\) '],
  parse,
} satisfies Filter;

// "bun test v1.4.5 (a7733435c)"
const BANNER = /^bun test v\d/;
// "(fail) orders > total [1.43ms]", in colours without words: "✗ orders > total [1.43ms]"
const FAILED = /^(?:\(fail\)|✗) (?<name>.*?)(?: \[[\d.]+m?s\])?$/;
const PASSED = /^(?:\((?:pass|skip|todo)\)|[✓»✎]) /;
// "bad.test.ts:", "packages/a/x.test.tsx:"
const FILE = /^(?<file>\S.*\.[cm]?[jt]sx?):$/;
// "      at <anonymous> (/home/dev/bunny/bad.test.ts:4:60)"
const FRAME = /^\s+at (?:.*?[\s()])?(?<place>[^\s()]+:\d+):\d+\)?$/;
// "4 |   test(\"total\", () => {", "                      ^"
const SOURCE = /^ *\d+ \| |^\s+\^$/;
// " 9 pass", " 5 fail", " 9 expect() calls", "Ran 20 tests across 4 files. [127.00ms]"
const COUNT =
  /^ +\d+ (?:pass|fail|skip|todo|filtered out|snapshots?|error|errors|expect\(\) calls)\b|^Ran \d+ tests? across |^ *\d+ tests failed:$/;
const UNDER = /^ {2}\^ /;

/** A failure's message stands above its name; what is above no failure was printed by a test. */
function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text).filter((line) => !BANNER.test(line));
  const verdict = lines.findIndex(
    (line, at) => COUNT.test(line) && !lines.slice(at).some((later) => FAILED.test(later) && !COUNT.test(later)),
  );
  if (verdict < 0) return undefined;
  const { failures, printed } = failuresIn(lines.slice(0, verdict));
  return { kind: 'tests', head: printed, failures, tail: lines.slice(verdict).filter((line) => line.trim() !== '') };
}

function failuresIn(lines: readonly string[]): { failures: Failure[]; printed: string[] } {
  const failures: (Failure & { lines: string[] })[] = [];
  const printed: string[] = [];
  let [file, above]: [string, string[]] = ['', []];
  for (const line of lines) {
    const failed = FAILED.exec(line)?.groups?.['name'];
    const named = FILE.exec(line)?.groups?.['file'];
    const last = failures.at(-1);
    if (failed !== undefined) {
      failures.push(failureOf(file === '' ? failed : `${file} > ${failed}`, above));
      above = [];
    } else if (last && UNDER.test(line) && above.length === 0) last.lines.push(line.trim());
    else if (named !== undefined || PASSED.test(line)) {
      printed.push(...above.filter((each) => each.trim() !== ''));
      above = [];
      file = named ?? file;
    } else above.push(line);
  }
  printed.push(...above.filter((each) => each.trim() !== ''));
  return { failures, printed };
}

function failureOf(name: string, above: readonly string[]): Failure & { lines: string[] } {
  const frames = above.filter((line) => FRAME.test(line));
  const place = FRAME.exec(frames.find((frame) => !/node_modules|\((?:native|node:|bun:)/.test(frame)) ?? '')?.groups?.['place'];
  const own = above.filter((line) => !SOURCE.test(line) && line.trim() !== '' && (frames.length > 1 || !FRAME.test(line)));
  return { name, ...(place === undefined ? {} : { place }), lines: own };
}
