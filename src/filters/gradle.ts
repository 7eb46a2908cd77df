import { headed, underHeadings } from '../readers/headed.ts';
import { inOrder } from '../readers/in-order.ts';
import { traceOf } from '../readers/java-trace.ts';
import { readJavac } from '../readers/javac.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Parts, Shape } from '../types.ts';

// "> Task :core:compileJava", "> Task :net:test FAILED", ":googleJavaFormat NO-SOURCE", "> Configure project :app"
const TASK = /^(?:> (?:Task|Configure project) )?:[\w:.-]*(?: (?:UP-TO-DATE|NO-SOURCE|FROM-CACHE|SKIPPED|FAILED))?$/;
const FAILED_TASK = / FAILED$/;
// ":core:compileJava/home/dev/core/src/Util.java:3: warning: …", ":compileJavaNote: Some input files use …": old ones end no line
const GLUED = /^(?<task>:[\w:.-]+?)(?<said>(?:\/[^:]*\.\w+:\d+: |(?:warning|error|Note|WARNING): ).*)$/;
const END = /^(?:FAILURE: |BUILD (?:SUCCESSFUL|FAILED))/;
const PROGRESS =
  /^Download(?:ing)? https?:|^(?:Starting a Gradle Daemon|Daemon will be stopped|To honour the JVM settings)|^Welcome to Gradle|^Here are the highlights of|^For more details see https:\/\/docs\.gradle/;
const ADVICE =
  '^\\* Try:$|^> Run with --|^> Get more help at|^\\* Get more help at|^Run with --(?:stacktrace|info|debug|scan)|^Deprecated Gradle features were used|^You can use .--warning-mode all.|^See https://docs\\.gradle\\.org|^For more on this, please refer to https://docs\\.gradle';
const IS_ADVICE = new RegExp(ADVICE);
const KNOWN = /^(?:> Task )?:[\w:.-]+|^BUILD (?:SUCCESSFUL|FAILED)|^FAILURE: Build |^\* What went wrong:/m;
// "com.example.CartTest > addsPrices() FAILED", "CartTest > addsPrices FAILED"
const FAILED = /^(?=.* FAILED$)(?<name>\S.* > .+) FAILED$/;

export default {
  about: "gradle: compilers' findings, failed tests, what went wrong, the verdict; no tasks and advice",
  command: ['gradle'],
  unless: ['=-d', '--debug', '=-i', '--info', 'bootRun', 'run', '=-t', '--continuous', 'properties', '--dry-run', '=-m'],
  hints: [ADVICE],
  noise: ['^\\s+at \\S', '^> Run with --'],
  parse({ text }) {
    if (!KNOWN.test(text)) return undefined;
    return underHeadings(headed(unglued(linesOf(text)), kindOf), ofTask, FAILED_TASK);
  },
} satisfies Filter;

/** A task whose name stands alone elsewhere, ":core:test FAILED", is known where its output follows at once, ":core:testrunning…". */
function unglued(lines: readonly string[]): string[] {
  const tasks = [...new Set(lines.filter((line) => line.startsWith(':') && TASK.test(line)).map((line) => line.replace(/ .*/, '')))];
  tasks.sort((a, b) => b.length - a.length);
  return lines.flatMap((line) => {
    if (!line.startsWith(':') || TASK.test(line)) return [line];
    const task = GLUED.exec(line)?.groups?.['task'] ?? tasks.find((each) => line.startsWith(each));
    return task === undefined ? [line] : [task, line.slice(task.length)];
  });
}

function kindOf(line: string): 'heading' | 'end' | undefined {
  if (END.test(line)) return 'end';
  return TASK.test(line) ? 'heading' : undefined;
}

/** What one task printed. */
function ofTask(lines: readonly string[]): Parts {
  const { failures, others } = failedTests(lines);
  const { items, rest } = readJavac(others, (line) => PROGRESS.test(line) || IS_ADVICE.test(line));
  if (failures.length === 0) return inOrder({ items, rest });
  const found: Shape[] = items.length === 0 ? [] : [{ kind: 'diagnostics', items }];
  return { kind: 'parts', parts: [...found, { kind: 'tests', failures, tail: rest.map(({ line }) => line) }] };
}

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
