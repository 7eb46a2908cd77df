import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: "nox: the output of the one command that it ran, as that command's own filter shows it; verdicts of the sessions",
  command: ['nox'],
  unless: ['-h', '-l', '--list', '--list-sessions'],
  parse,
} satisfies Filter;

// "nox > pytest -q"; nox's own sentences begin with a capital letter or a star
const COMMAND = /^nox > ([a-z][\w./-]*(?: .*)?)$/;
// "nox > python -m pip install ruff", "nox > uv pip install ruff"
const INSTALL = /^nox > (?:python -m pip |uv |pip |conda |mamba )/;

/** One command besides installations: of several the texts cannot be told apart by one filter. */
function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const commands = lines.filter((line) => COMMAND.test(line) && !INSTALL.test(line));
  if (commands.length !== 1) return undefined;
  const own = lines.filter(
    (line) => line.startsWith('nox > ') && !INSTALL.test(line) && !/^nox > (?:Creating|Re-using|Reusing) /.test(line),
  );
  const argv = (COMMAND.exec(commands[0] ?? '')?.[1] ?? '').split(/\s+/);
  const text = lines.filter((line) => !line.startsWith('nox > '));
  return { kind: 'inner', argv, text: `${text.join('\n')}\n`, tail: own };
}
