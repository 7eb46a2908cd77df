import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: "tox: the output of the one command that it ran, as that command's own filter shows it; verdicts of the environments",
  command: ['tox', 'tox run', 'tox r'],
  unless: [
    '-h',
    '-l',
    '-a',
    '--listenvs',
    '--listenvs-all',
    '--showconfig',
    'list',
    'config',
    'devenv',
    'exec',
    'depends',
    'quickstart',
    '-p',
    '--parallel',
  ],
  parse,
} satisfies Filter;

// "py: commands[0]> pytest -q", "py run-test: commands[0] | pytest -q"
const COMMAND = /^\S+(?: run-test)?: commands\[\d+\](?:>| \|) (.+)$/;
// "py: install_deps> python -I -m pip install pytest", "py: exit 1 (0.76 seconds) /home/dev> pytest -q pid=28270", "  py: FAIL code 1 (9.34=setup[8.58]+cmd[0.76] seconds)"
const ENDING = /^(?:\S+: (?:exit \d|FAIL |OK )| {2}\S+: (?:OK|FAIL|SKIP)| {2}(?:evaluation failed|congratulations))/;

/** One command only: of several the texts cannot be told apart by one filter. */
function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const starts = lines.flatMap((line, index) => (COMMAND.test(line) ? [index] : []));
  const [start] = starts;
  if (start === undefined || starts.length !== 1) return undefined;
  const end = lines.findIndex((line, index) => index > start && ENDING.test(line));
  if (end < 0) return undefined;
  const argv = (COMMAND.exec(lines[start] ?? '')?.[1] ?? '').split(/\s+/);
  const head = lines
    .slice(0, start + 1)
    .filter((line) => !/: install_(?:deps|package)>|^\S+: (?:create|installdeps|installed): /.test(line));
  return { kind: 'inner', argv, text: `${lines.slice(start + 1, end).join('\n')}\n`, head, tail: lines.slice(end) };
}
