import { tap } from '../readers/tap.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'tap, tape: failed assertions with difference and place, printed lines, summary',
  command: ['tap', 'tape'],
  unless: ['repl', 'config', 'plugin', '--reporter=terse', '--reporter=base', '-Rterse', '-Rbase'],
  // "        not ok 1 - rounded sum", "      Error: rounds to cents", "    operator: fail"
  noise: ['^\\s*not ok \\d', '^\\s+Error: ', '^\\s+operator: '],
  parse: (run) => tap(run.text),
} satisfies Filter;
