import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'pre-commit: hooks that failed and what they said, without code frames',
  command: ['pre-commit run', 'pre-commit'],
  unless: [
    '-h',
    '-v',
    '--verbose',
    'install',
    'autoupdate',
    'clean',
    'gc',
    'init-templatedir',
    'sample-config',
    'uninstall',
    'validate-config',
  ],
  noise: ['^(?: +(?:\\d+ *)?|\\d+ *)[|+-](?: |$)', '\\.{3}(?:\\([^()]*\\))?(?:Passed|Skipped)$'],
  parse,
} satisfies Filter;

// "ruff.....................................................................Failed", "shellcheck.............(no files to check)Skipped"
const HOOK = /^\S.*\.{3}(?:\([^()]*\))?(?<verdict>Passed|Failed|Skipped)$/;
// "[INFO] Installing environment for https://github.com/astral-sh/ruff-pre-commit."
const SETUP = /^\[INFO\] (?:Initializing|Installing|Once installed|This may take)/;
// "  --> src/shop/cart.py:44:37" of ruff and ty, over "44 | def load(path: str)" and "   - def load(path: str)"
const PLACE = /^\s*--> .+:\d+:\d+$/;
const FRAME = /^(?: +(?:\d+ *)?|\d+ *)[|+-](?: |$)/;

/** If no hook failed the list of hooks is all there is. */
function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!lines.some((line) => HOOK.exec(line)?.groups?.['verdict'] === 'Failed')) return undefined;
  let inFinding = false;
  const kept = lines.filter((line) => {
    const verdict = HOOK.exec(line)?.groups?.['verdict'];
    if (PLACE.test(line)) inFinding = true;
    else if (line.trim() === '' || verdict !== undefined) inFinding = false;
    const shown = verdict === undefined || verdict === 'Failed';
    return shown && line.trim() !== '' && !SETUP.test(line) && !(inFinding && FRAME.test(line));
  });
  return { kind: 'text', lines: kept };
}
