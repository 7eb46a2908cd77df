import { readScripts, SCRIPT_NOISE } from '../readers/scripts.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'bun run: the output of the script, as its own tool is filtered',
  command: ['bun run'],
  serves: true,
  noise: SCRIPT_NOISE,
  parse: readScripts,
} satisfies Filter;
