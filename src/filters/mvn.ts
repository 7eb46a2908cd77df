import { type Headed, headed } from '../readers/headed.ts';
import { type Keep, readMaven } from '../readers/maven.ts';
import { linesOf, squeeze } from '../text.ts';
import type { Diagnostic, Filter, Node, Parts, Run, Shape } from '../types.ts';

const PHASES =
  /^(?:pre-clean|clean|post-clean|validate|initialize|generate-\S+|process-\S+|compile|test-compile|test|prepare-package|package|pre-integration-test|integration-test|post-integration-test|verify|install|deploy|site|(?:[\w.-]+:)?(?:maven-)?(?:javadoc|compiler|surefire|failsafe|clean|checkstyle|pmd|spotbugs|spotless|jar|source|resources)(?:-maven)?(?:-plugin)?(?::[\d.]+)?:\S+)$/;
const MAVEN = /^\[(?:INFO|ERROR|WARNING)\] /m;
// "[INFO] +- org.junit.jupiter:junit-jupiter:jar:5.10.2:test"
const TREE = /^\[INFO\] (?!-)(?<indent>[|+\\ -]*)(?<name>\(?\w[\w.-]*:[\w.-]+:.*)$/;
// "15:46:06 [INFO] …"
const TIMED = /^\d\d:\d\d:\d\d(?:\.\d+)? +\[/m;

export default {
  about: "mvn: findings by file, failed tests with the user's frames, the verdict; no plugins and downloads",
  command: ['mvn'],
  unless: [
    '=-X',
    '--debug',
    '=-v',
    '=-h',
    'help:effective-pom',
    'help:evaluate',
    'archetype:generate',
    'spring-boot:run',
    'exec:java',
    'jetty:run',
    'quarkus:dev',
  ],
  hints: [
    '^\\[(?:ERROR|INFO|WARNING)\\]\\s*(?:-{10,})?$',
    '^\\[ERROR\\] (?:-> \\[Help \\d+\\]$|\\[Help \\d+\\] http|To see the full stack trace|Re-run Maven using|For more information about the errors|After correcting the problems)',
  ],
  noise: [
    '^\\[ERROR\\]\\s*(?:$|-> \\[Help|\\[Help \\d+\\] |To see the full stack trace|Re-run Maven using|For more information about the errors|Please refer to |After correcting the problems)',
    '^\\[(?:ERROR|WARNING)\\] {3}(?:Run \\d+: )?[\\w$.\\[\\]]+[.:]\\S',
    '^\\[ERROR\\] \\s+at \\S',
    '^\\[(?:ERROR|WARNING)\\] (?:Failures: |Errors: |COMPILATION (?:ERROR|WARNING) :)\\s*$',
    '^(?=.*Time elapsed: ).*<<< (?:FAILURE|ERROR)!$',
    '^(?:\\[\\w+\\] )?Tests run: .*(?: in |Time elapsed)',
    '^\\[INFO\\] (?:Total time|Finished at|Rule \\d+: .* passed)',
    '^(?:\\[INFO\\] )?(?:Downloading|Downloaded|Uploading|Uploaded)\\b',
    '^\\[WARNING\\] (?:It is highly recommended|For this reason)',
  ],
  parse(run) {
    if (!MAVEN.test(run.text) || TIMED.test(run.text)) return undefined;
    return isTree(run) ? treeOf(run.text) : shapeOf(run);
  },
} satisfies Filter;

// options whose value is a word of its own
const VALUED = /^(?:-[TfPlst]|-pl|-rf|-gs|--(?:threads|file|projects|activate-profiles|resume-from|log-file|settings))$/;

/** Modules that are built one after the other each stand under the line that names them. */
function shapeOf(run: Run): Shape {
  const goals = run.argv.filter((word, at) => at > 0 && !word.startsWith('-') && !VALUED.test(run.argv[at - 1] ?? ''));
  const keep = { info: !goals.every((goal) => PHASES.test(goal)), output: run.exit !== 0 };
  const sections = modulesIn(linesOf(run.text));
  if (sections.filter(({ heading }) => heading !== undefined).length < 2)
    return moduleOf(
      sections.flatMap(({ heading, lines }) => (heading === undefined ? lines : [heading, ...lines])),
      keep,
    );
  const seen = new Set<string>();
  const parts = sections.flatMap(({ heading, lines }) => {
    const own = heading === undefined ? seen : new Set<string>();
    const part = moduleOf(lines, { ...keep, seen: own });
    for (const key of own) seen.add(key);
    return isEmpty(part) ? [] : [{ kind: 'parts', head: heading === undefined ? [] : [squeeze(heading)], parts: [part] } satisfies Parts];
  });
  return { kind: 'parts', parts };
}

// "[INFO] Building core 1                                                    [2/5]" under "[INFO] -------------------------------< x:core >-------------------------------"
const BUILDING = /^\[INFO\] Building \S+ .*$/;
const RULE = /^\[INFO\] -+(?:< .* >-+)?$/;
const VERDICT = /^\[INFO\] (?:Reactor Summary|BUILD (?:SUCCESS|FAILURE)$|Skipping )/;
// modules are built at once: nothing says whose a line is
const THREADS = /^\[INFO\] Using the (?:MultiThreadedBuilder|SmartBuilder)\b/;

function modulesIn(lines: readonly string[]): Headed[] {
  if (lines.some((line) => THREADS.test(line))) return [{ lines }];
  return headed(lines, (line, at) => {
    if (!RULE.test(lines[at - 1] ?? '')) return undefined;
    if (VERDICT.test(line)) return 'end';
    return BUILDING.test(line) ? 'heading' : undefined;
  });
}

type Said = Extract<Shape, { kind: 'tests' | 'diagnostics' }>;

function moduleOf(lines: readonly string[], keep: Keep): Said {
  const { items, failures, head, printed, tail } = readMaven(lines, keep);
  if (failures.length > 0) return { kind: 'tests', head: [...head, ...errorsFirst(items).map(asLine), ...printed], failures, tail };
  return { kind: 'diagnostics', head, items, tail: [...printed, ...tail] };
}

function errorsFirst(items: readonly Diagnostic[]): Diagnostic[] {
  return [...items.filter(({ severity }) => severity === 'ERROR'), ...items.filter(({ severity }) => severity !== 'ERROR')];
}

function isEmpty(said: Said): boolean {
  const { head = [], tail = [] } = said;
  return head.length + tail.length + (said.kind === 'tests' ? said.failures : said.items).length === 0;
}

/** A compiler's finding beside failed tests. */
function asLine({ file, line, col, severity, code, message, detail }: Diagnostic): string {
  const place = col === undefined ? line : `${line},${col}`;
  return [`[${severity}] ${file}:[${place}]`, code, message, ...(detail ?? [])].filter((part) => part !== undefined).join(' ');
}

function isTree(run: Run): boolean {
  return run.exit === 0 && run.argv.some((word) => /^(?:[\w.-]+:)*dependency(?:-plugin)?(?::[\d.]+)?:(?:tree|list)$/.test(word));
}

function treeOf(text: string): Shape {
  const lines = linesOf(text);
  const others = lines.filter((line) => !TREE.test(line) && (/^\[(?:WARNING|ERROR)\] \S/.test(line) || /^\[INFO\] BUILD/.test(line)));
  const root: Branch = { name: '', children: [] };
  const open: { readonly depth: number; readonly node: Branch }[] = [{ depth: -1, node: root }];
  for (const line of lines) {
    const { indent = '', name = '' } = TREE.exec(line)?.groups ?? {};
    if (name === '') continue;
    while ((open.at(-1)?.depth ?? -1) >= indent.length) open.pop();
    const node: Branch = { name, children: [] };
    open.at(-1)?.node.children.push(node);
    open.push({ depth: indent.length, node });
  }
  return { kind: 'tree', nodes: root.children, tail: others };
}

interface Branch extends Node {
  readonly children: Branch[];
}
