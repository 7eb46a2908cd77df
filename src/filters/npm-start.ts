import { readScripts, SCRIPT_HINTS, SCRIPT_NOISE } from '../readers/scripts.ts';
import type { Filter } from '../types.ts';

const SCRIPTS = [
  'start',
  'run start',
  'run dev',
  'dev',
  'run develop',
  'run serve',
  'serve',
  'run watch',
  'watch',
  'run preview',
  'preview',
];

export default {
  about: 'npm start, npm run dev and the like: shown as it comes while it runs, else as `npm run`',
  command: ['npm', 'pnpm', 'yarn'].flatMap((manager) => SCRIPTS.map((script) => `${manager} ${script}`)),
  serves: true,
  live: true,
  hints: SCRIPT_HINTS,
  noise: SCRIPT_NOISE,
  parse: readScripts,
} satisfies Filter;
