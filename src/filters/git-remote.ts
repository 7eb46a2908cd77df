import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git remote -v: every remote, one line where it fetches and pushes alike',
  command: ['git remote'],
  unless: ['get-url', 'set-url', 'update', 'prune'],
  parse,
} satisfies Filter;

// "origin\thttps://github.com/acme/rtk.git (fetch)", of a partial clone "… (fetch) [blob:none]"
const ROW = /^(?<remote>\S+\t\S.*) \((?<does>fetch|push)\)(?<more>.*)$/;

function parse(run: Run): Shape | undefined {
  const rows = linesOf(run.text).map((line) => ROW.exec(line)?.groups);
  if (rows.length < 2 || !rows.every((row) => row !== undefined)) return undefined;
  const shown: string[] = [];
  for (let at = 0; at < rows.length; at++) {
    const [row, next] = [rows[at], rows[at + 1]];
    const alike = row?.['does'] === 'fetch' && next?.['does'] === 'push' && next['remote'] === row['remote'];
    shown.push(`${row?.['remote']} (${alike ? 'fetch, push' : row?.['does']})${row?.['more']}`);
    if (alike) at++;
  }
  return { kind: 'text', content: true, lines: shown };
}
