/** argv in, exit status out. */

import { run as hook } from './commands/hook.ts';
import { loadConfig } from './config/config.ts';
import { flagsOf } from './config/flags.ts';
import type { Config } from './config/types.ts';
import { UsageError } from './errors.ts';
import { unwell } from './io/health.ts';
import { write, writeProblem } from './io/write.ts';
import { isOwnWord } from './route/own-words.ts';
import { proxy } from './run/proxy.ts';

main(process.argv.slice(2)).then((status) => process.exit(written(status)));

async function main(typed: readonly string[]): Promise<number> {
  try {
    if (typed.some((word) => word.includes('\ufffd')) && (await import('./io/typed-bytes.ts')).holdsOtherBytes())
      throw new UsageError('an argument holds bytes that are no UTF-8 and would be changed on their way; run the command without rtk.');
    const { flags, argv, escaped } = flagsOf(typed);
    const [word = 'help', ...rest] = argv;
    // The one word that comes before and behind every command stands in the same piece as commands do.
    if (word === 'hook' && !escaped) return await hook(rest);
    if (isOwnWord(word) && !(escaped && argv.length > 0)) return await (await import('./commands/index.ts')).ownWord(word, rest, flags);
    const config = await usableConfig();
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
