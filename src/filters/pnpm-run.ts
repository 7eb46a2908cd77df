import { readScripts, SCRIPT_HINTS, SCRIPT_NOISE } from '../readers/scripts.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'pnpm run: the output of the script, as its own tool is filtered',
  command: ['pnpm run', 'pnpm test', 'pnpm'],
  serves: true,
  unless: [],
  hints: SCRIPT_HINTS,
  noise: SCRIPT_NOISE,
  parse: readScripts,
} satisfies Filter;
