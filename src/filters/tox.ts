import { ranCommands } from '../readers/ran-commands.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: "tox: the output of each command that it ran, as that command's own filter shows it; verdicts of the environments",
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
const COMMAND = /^\S+(?: run-test)?: commands(?:_pre|_post)?\[\d+\](?:>| \|) (.+)$/;
// "py: install_deps> python -I -m pip install pytest", "py: exit 1 (0.76 seconds) /home/dev> pytest -q pid=28270", "a: FAIL ✖ in 2.53 seconds", "  py: FAIL code 1 (9.34=setup[8.58]+cmd[0.76] seconds)"
const OWN =
  /^(?:\S+: (?:exit -?\d|FAIL |OK |SKIP |install_(?:deps|package|package_deps)>|skipped |recreate env|remove tox env|(?:create|installdeps|installed|finish|run-test-pre): |_optional_hooks|commands(?:_pre|_post)?\[)| {2}\S+: (?:OK|FAIL|SKIP|EVALUATED)\b| {2}(?:evaluation failed|congratulations))/;
const DULL = /: install_(?:deps|package|package_deps)>|^\S+: (?:create|installdeps|installed): /;

/** Each command's output under the line that names it. */
function parse(run: Run): Shape | undefined {
  return ranCommands(linesOf(run.text), {
    command: (line) => COMMAND.exec(line)?.[1],
    own: (line) => OWN.test(line),
    dull: (line) => DULL.test(line),
  });
}
