import { UsageError } from '../errors.ts';
import type { run as defined } from './define/running.ts';
import type { OptionsOf } from './define/word.ts';
import { run as raw } from './raw.ts';

/** `rtk run -c "<line>"`: by the shell, without filter. */
export function run(args: readonly string[], { command }: OptionsOf<typeof defined>): Promise<number> {
  if (command === undefined && args.length === 0)
    throw new UsageError('run: give a line or a command, as in `rtk run -c "make && make test"`.');
  const shell = process.platform === 'win32' ? ['cmd', '/C'] : ['sh', '-c'];
  return raw(command === undefined ? args : [...shell, command, ...args]);
}
