import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'flake8, pycodestyle, pyflakes: findings by file or by message',
  command: ['flake8', 'pycodestyle', 'pyflakes', 'pydocstyle'],
  unless: ['-h', '--bug-report', '--format'],
  noise: ['^\\s+\\S', '^[\\w.+/-]+$'],
  parse,
} satisfies Filter;

// "src/shop/cart.py:2:1: F401 'os' imported but unused", pyflakes: "src/a.py:1:1: 'os' imported but unused"
const FINDING = /^(?<file>\S.*?):(?<line>\d+):(?:(?<col>\d+):)? (?:(?<code>[A-Z]{1,4}\d{1,4}) )?(?<message>.+)$/;
// "25    E401 multiple imports on one line", "19"
const COUNT = /^\d+(?: +[A-Z]{1,4}\d+ .*)?$/;

function parse(run: Run): Shape | undefined {
  const items: Diagnostic[] = [];
  const others: string[] = [];
  const sourceShown = run.argv.includes('--show-source');
  for (const line of linesOf(run.text)) {
    const groups = FINDING.exec(line)?.groups;
    const above = others.length === 0 && items.length > 0;
    if (groups) items.push({ ...given(groups), message: groups['message'] ?? '' });
    else if (line.trim() !== '' && !(sourceShown && above && !COUNT.test(line))) others.push(line);
  }
  if (items.length > 0) return { kind: 'diagnostics', items, tail: others };
  return filesOnly(others);
}

function given(groups: Readonly<Record<string, string | undefined>>): Partial<Diagnostic> {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
}

/** `-q`: a path a line, the counts of --statistics under them. */
function filesOnly(lines: readonly string[]): Shape | undefined {
  const counts = lines.filter((line) => COUNT.test(line));
  const paths = lines.filter((line) => !COUNT.test(line));
  if (paths.length === 0 || paths.some((path) => /\s/.test(path))) return undefined;
  return { kind: 'files', items: paths.map((path) => ({ path })), tail: counts };
}
