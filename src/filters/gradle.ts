import { traceOf } from '../readers/java-trace.ts';
import { readJavac } from '../readers/javac.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter } from '../types.ts';

// "> Task :compileJava UP-TO-DATE", ":googleJavaFormat NO-SOURCE", "> Configure project :app"
const PROGRESS =
  /^(?:> Task )?:[\w:.-]+(?: (?:UP-TO-DATE|NO-SOURCE|FROM-CACHE|SKIPPED))?$|^> Configure project |^Download(?:ing)? https?:|^(?:Starting a Gradle Daemon|Daemon will be stopped|To honour the JVM settings)|^Welcome to Gradle|^Here are the highlights of|^For more details see https:\/\/docs\.gradle/;
const ADVICE =
  '^\\* Try:$|^> Run with --|^> Get more help at|^\\* Get more help at|^Run with --(?:stacktrace|info|debug|scan)|^Deprecated Gradle features were used|^You can use .--warning-mode all.|^See https://docs\\.gradle\\.org|^For more on this, please refer to https://docs\\.gradle';
const IS_ADVICE = new RegExp(ADVICE);
const KNOWN = /^(?:> Task )?:[\w:.-]+|^BUILD (?:SUCCESSFUL|FAILED)|^FAILURE: Build |^\* What went wrong:/m;
// "com.example.CartTest > addsPrices() FAILED", "CartTest > addsPrices FAILED"
const FAILED = /^(?<name>\S.* > .+) FAILED$/;

export default {
  about: "gradle: compilers' findings, failed tests, what went wrong, the verdict; no tasks and advice",
  command: ['gradle'],
  unless: ['=-d', '--debug', '=-i', '--info', 'bootRun', 'run', '=-t', '--continuous', 'properties', '--dry-run', '=-m'],
  hints: [ADVICE],
  noise: ['^\\s+at \\S', '^> Run with --'],
  parse({ text }) {
    if (!KNOWN.test(text)) return undefined;
    const { failures, others } = failedTests(linesOf(text));
    const { items, rest } = readJavac(others, (line) => PROGRESS.test(line) || IS_ADVICE.test(line));
    const above = rest.filter(({ after }) => after === 0).map(({ line }) => line);
    const below = rest.filter(({ after }) => after > 0).map(({ line }) => line);
    if (failures.length === 0) return { kind: 'diagnostics', head: above, items, tail: below };
    return items.length === 0
      ? { kind: 'tests', failures, tail: above }
      : {
          kind: 'parts',
          parts: [
            { kind: 'diagnostics', items },
            { kind: 'tests', failures, tail: [...above, ...below] },
          ],
        };
  },
} satisfies Filter;

/** A failed test's trace is indented under it. */
function failedTests(lines: readonly string[]): { failures: Failure[]; others: string[] } {
  const failures: Failure[] = [];
  const others: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const name = FAILED.exec(lines[i] ?? '')?.groups?.['name'];
    if (name === undefined || name.startsWith('> Task')) {
      others.push(lines[i] ?? '');
      continue;
    }
    const from = i + 1;
    while (/^\s+\S/.test(lines[i + 1] ?? '')) i++;
    failures.push({ name, ...traceOf(lines.slice(from, i + 1)) });
  }
  return { failures, others };
}
