import { readScripts, SCRIPT_NOISE } from '../readers/scripts.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'pnpm run: the output of the script, as its own tool is filtered',
  command: ['pnpm run', 'pnpm test', 'pnpm'],
  unless: [],
  noise: SCRIPT_NOISE,
  parse: readScripts,
} satisfies Filter;
