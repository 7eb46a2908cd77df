/** argv in, exit status out. */

import { loadConfig } from './config/config.ts';
import { flagsOf } from './config/flags.ts';
import type { Config } from './config/types.ts';
import { UsageError } from './errors.ts';
import { unwell } from './io/health.ts';
import { write, writeProblem } from './io/write.ts';
import { isOwnWord } from './route/own-words.ts';

main(process.argv.slice(2)).then((status) => process.exit(written(status)));

async function main(typed: readonly string[]): Promise<number> {
  try {
    if (typed.some((word) => word.includes('\ufffd')) && (await import('./io/typed-bytes.ts')).holdsOtherBytes())
      throw new UsageError('an argument holds bytes that are no UTF-8 and would be changed on their way; run the command without rtk.');
    const { flags, argv, escaped } = flagsOf(typed);
    const [word = 'help', ...rest] = argv;
    if (isOwnWord(word) && !(escaped && argv.length > 0)) return await (await import('./commands/index.ts')).ownWord(word, rest, flags);
    const config = await usableConfig();
    // rtk's own words, hooks above all, start without the filters.
    const { proxy } = await import('./run/proxy.ts');
    return await proxy(argv, config && { ...config, ...flags });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    write(2, Buffer.from(`rtk: ${error.message}\n`));
    return 2;
  }
}

/** A broken config never stops a proxied command: it goes to the health log. */
async function usableConfig(): Promise<Config | undefined> {
  try {
    return await loadConfig(process.cwd());
  } catch (error) {
    unwell(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** What was not written has failed, whatever the command's own status is; an agent's hook never fails. */
function written(status: number): number {
  const problem = writeProblem();
  if (problem === undefined || process.argv[2] === 'hook') return status;
  write(2, Buffer.from(`${problem}\n`));
  return status === 0 ? 1 : status;
}
