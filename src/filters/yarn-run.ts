import { readScripts, SCRIPT_HINTS, SCRIPT_NOISE } from '../readers/scripts.ts';
import { readInstall } from '../readers/yarn.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'yarn run: the output of the script, as its own tool is filtered',
  command: ['yarn run', 'yarn test', 'yarn'],
  serves: true,
  unless: [],
  noise: SCRIPT_NOISE,
  hints: [...SCRIPT_HINTS, '^\\[\\d/\\d\\] \\w+ \\w+\\.\\.\\.$'],
  parse: (run) => readScripts(run) ?? readInstall(run.text),
} satisfies Filter;
