import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'bandit: issues by file or by message, counts',
  command: ['bandit'],
  unless: ['-h', '-f', '--format', '-v', '--verbose', '-d'],
  noise: ['^\\d+\\t', '^\\[main\\]\\tINFO\\t'],
  parse,
} satisfies Filter;

// ">> Issue: [B602:subprocess_popen_with_shell_equals_true] subprocess call with shell=True identified, security issue."
const ISSUE = /^>> Issue: \[(?<code>B\d+:\w+)\] (?<message>.+)$/;
// "   Location: ./sec.py:8:4"
const LOCATION = /^ {3}Location: (.+):(\d+):(\d+)$/;
// "   Severity: High   Confidence: High"
const SEVERITY = /^ {3}(Severity: \w+) {3}(Confidence: \w+)$/;
// "   More Info: https://…", "   CWE: CWE-78 (https://…)", "8	    subprocess.call(x, shell=True)", "[main]	INFO	running on Python 3.11.7"
const NOISE = /^ {3}(?:More Info|CWE): |^\d+\t|^-{20,}$|^\[main\]\tINFO\t|^\t\tUndefined: 0$|^\s*$/;

function parse(run: Run): Shape | undefined {
  const items: (Diagnostic & { file?: string; line?: string; col?: string; severity?: string })[] = [];
  const others: string[] = [];
  for (const line of linesOf(run.text)) {
    const issue = ISSUE.exec(line)?.groups;
    const [, file, row, col] = LOCATION.exec(line) ?? [];
    const severity = SEVERITY.exec(line);
    const last = items.at(-1);
    if (issue) items.push({ code: issue['code'] ?? '', message: issue['message'] ?? '' });
    else if (last && file !== undefined && row !== undefined && col !== undefined) Object.assign(last, { file, line: row, col });
    else if (last && severity) last.severity = `${severity[1]} ${severity[2]}`;
    else if (!NOISE.test(line)) others.push(line);
  }
  return items.length === 0 ? undefined : { kind: 'diagnostics', items, tail: others };
}
