import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../config/config.ts';
import { lastUnwell } from '../io/health.ts';
import { configDir } from '../io/paths.ts';
import { say } from '../io/say.ts';
import { journal } from '../journal/record.ts';
import { storeDir } from '../store/files.ts';
import { agentIn } from '../window/agent-in.ts';
import { windowFor } from '../window/limits.ts';

/** `rtk config`: what is in force and where it comes from, and the last lines of the health log. */
export async function run(): Promise<number> {
  const config = await loadConfig(process.cwd());
  const folder = configDir();
  const file = folder === undefined ? undefined : join(folder, 'config.toml');
  const window = windowFor(process.env, false);
  const rows = [
    ['level', config.level],
    ['exclude', config.exclude.join(', ') || 'nothing'],
    ['own filters', Object.keys(config.filters).join(', ') || 'none'],
    ['agent', agentIn(process.env) ?? 'none'],
    ['window', window === 0 ? 'none' : `${window} characters`],
    ['config', `${file ?? 'no home'}${file !== undefined && existsSync(file) ? '' : ' (not there)'}`],
    ['journal', journal() ?? 'no home'],
    ['kept texts', storeDir() ?? 'no home'],
  ];
  say(rows.map(([name = '', value]) => `${name.padEnd(12)} ${value}`).join('\n'));
  const unwell = lastUnwell(3);
  if (unwell.length > 0) say(`health       ${unwell.join('\n             ')}`);
  return 0;
}
