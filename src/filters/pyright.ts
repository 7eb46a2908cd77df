import { UV_NOISE } from '../readers/uv-noise.ts';
import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'pyright, basedpyright: findings by file or by message',
  command: ['pyright', 'basedpyright'],
  unless: ['--outputjson', '-w', '-h', '--verifytypes', '--createstub'],
  parse,
} satisfies Filter;

// '  /home/dev/n.py:20:6 - error: Argument of type "File" cannot be assigned to parameter "c"'
const FINDING = /^ *(?<file>\S.*?):(?<line>\d+):(?<col>\d+) - (?<severity>error|warning|information): (?<message>.*)$/;

function parse(run: Run): Shape | undefined {
  const items: (Diagnostic & { detail: string[] })[] = [];
  const others: string[] = [];
  for (const line of linesOf(run.text)) {
    const groups = FINDING.exec(line)?.groups;
    const last = items.at(-1);
    if (groups) items.push({ ...groups, message: groups['message'] ?? '', detail: [] });
    // the indent is of non-breaking blanks
    else if (last && /^\s{4}/.test(line)) last.detail.push(line);
    else if (line.trim() !== '') others.push(line);
  }
  if (items.length === 0) return undefined;
  const files = new Set(items.map((item) => item.file));
  return { kind: 'diagnostics', items, tail: others.filter((line) => !files.has(line) && !UV_NOISE.test(line)) };
}
