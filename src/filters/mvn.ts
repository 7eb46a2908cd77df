import { readMaven } from '../readers/maven.ts';
import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Node, Run, Shape } from '../types.ts';

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
    '^\\[(?:ERROR|WARNING)\\] (?:Failures: |Errors: |COMPILATION (?:ERROR|WARNING) :)\\s*$',
    'Time elapsed: .*<<< (?:FAILURE|ERROR)!$',
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

function shapeOf(run: Run): Shape {
  const goals = run.argv.slice(1).filter((word) => !word.startsWith('-'));
  const { items, failures, head, tail } = readMaven(run.text, { info: !goals.every((goal) => PHASES.test(goal)), output: run.exit !== 0 });
  if (failures.length > 0) return { kind: 'tests', head: [...head, ...items.map(asLine)], failures, tail };
  return { kind: 'diagnostics', head, items, tail };
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
