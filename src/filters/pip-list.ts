import { UV_NOISE } from '../readers/uv-noise.ts';
import { linesOf, squeeze } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'pip list: package and version, without padding',
  command: ['pip list', 'uv pip list'],
  unless: ['-h', '--format=freeze', '--format=json'],
  parse,
} satisfies Filter;

// "Package                   Version", over "------------------------- -----------"
const HEADER = /^Package +Version\b/;
const RULE = /^-+(?: -+)*$/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text).filter((line) => line.trim() !== '' && !UV_NOISE.test(line) && !line.startsWith('[notice]'));
  const at = lines.findIndex((line) => HEADER.test(line));
  if (at < 0 || !RULE.test(lines[at + 1] ?? '')) return undefined;
  const rows = lines.slice(at + 2).map((line) => [squeeze(line)]);
  return { kind: 'table', head: lines.slice(0, at), header: [squeeze(lines[at] ?? '')], rows, cap: 400 };
}
