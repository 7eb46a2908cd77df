import { withoutLibraryFrames } from '../readers/python-trace.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'uv sync, add, remove, lock, pip install: what changed, warnings, errors',
  command: ['uv sync', 'uv add', 'uv remove', 'uv lock', 'uv pip install', 'uv pip sync', 'uv pip uninstall', 'uv tool install', 'uv venv'],
  unless: ['-h', '-v', '--verbose', '--dry-run'],
  parse,
} satisfies Filter;

// "Using CPython 3.11.7 interpreter at: /usr/bin/python3", "Downloading ruff (10.2MiB)", " Downloaded ruff", "   Built shop @ file:///home/dev/shop"
const PROGRESS =
  /^(?:Using (?:CPython|Python) |Creating virtual environment |Prepared \d+ package| *(?:Building|Built|Downloading|Downloaded|Updating|Updated) \S+ ?(?:@ |\(|$|==))/;
// " + anyio==4.16.0", "Resolved 22 packages in 1ms", "Checked 4 packages in 7ms"
const OURS = /^(?: [-+~] \S+|(?:Resolved|Installed|Uninstalled|Prepared|Audited|Checked) \d+ packages?\b)/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!lines.some((line) => OURS.test(line) || PROGRESS.test(line) || /^ *(?:error|warning|×|hint|cause): ?/.test(line))) return undefined;
  const kept = withoutLibraryFrames(lines).filter((line) => !PROGRESS.test(line) && !/^\s*[~^]+$/.test(line));
  const said = kept.filter((line) => line.trim() !== '');
  return said.length > 0 ? { kind: 'text', lines: said } : undefined;
}
