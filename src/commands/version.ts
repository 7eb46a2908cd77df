import manifest from '../../package.json' with { type: 'json' };
import { say } from '../io/say.ts';

export function run(): number {
  say(`rtk ${manifest.version}`);
  return 0;
}
