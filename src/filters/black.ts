import { UV_NOISE } from '../readers/uv-noise.ts';
import { groupBy, linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'black: files that are or would be reformatted, errors, counts',
  command: ['black'],
  unless: ['--diff', '-h', '-c', '--code'],
  // "would reformat" is what --check was asked for, 123 is an error
  answers: [1],
  parse,
} satisfies Filter;

// "would reformat src/a.py", "reformatted src/a.py"
const FILE = /^(?<verb>would reformat|reformatted) (?<path>.+)$/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text).filter((line) => line.trim() !== '' && !UV_NOISE.test(line));
  const found = lines.map((line) => FILE.exec(line)?.groups).filter((groups) => groups !== undefined);
  const verbs = [...groupBy(found, (groups) => groups['verb'] ?? '').keys()];
  if (verbs.length !== 1) return undefined;
  const others = lines.filter((line) => !FILE.test(line));
  return { kind: 'files', all: true, head: [`${verbs[0]}:`], items: found.map((groups) => ({ path: groups['path'] ?? '' })), tail: others };
}
