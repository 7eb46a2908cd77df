import { ranCommands } from '../readers/ran-commands.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: "nox: the output of each command that it ran, as that command's own filter shows it; verdicts of the sessions",
  command: ['nox'],
  unless: ['-h', '-l', '--list', '--list-sessions'],
  parse,
} satisfies Filter;

// "nox > pytest -q"; nox's own sentences begin with a capital letter or a star
const COMMAND = /^nox > ([a-z][\w./-]*(?: .*)?)$/;
// "nox > python -m pip install ruff", "nox > uv pip install ruff"
const INSTALL = /^nox > (?:python -m pip |uv |pip |conda |mamba )/;

/** Each command's output under the line that names it, where nox's lines and the outputs came in order. */
function parse(run: Run): Shape | undefined {
  return ranCommands(linesOf(run.text), {
    command: (line) => (INSTALL.test(line) ? undefined : COMMAND.exec(line)?.[1]),
    own: (line) => line.startsWith('nox > '),
    dull: (line) => INSTALL.test(line) || /^nox > (?:Creating|Re-using|Reusing) /.test(line),
  });
}
