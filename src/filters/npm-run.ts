import { readScripts, SCRIPT_HINTS, SCRIPT_NOISE } from '../readers/scripts.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'npm run: the output of the script, as its own tool is filtered',
  command: ['npm run', 'npm test', 'npm stop', 'npm restart'],
  serves: true,
  unless: [],
  hints: SCRIPT_HINTS,
  noise: SCRIPT_NOISE,
  parse: readScripts,
} satisfies Filter;
