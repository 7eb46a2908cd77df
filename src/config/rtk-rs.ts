/** What rtk-rs keeps in a settings file of the same name. */

import { UsageError } from '../errors.ts';

/** rtk-rs keeps its settings in a file of the same name: what has no meaning here does no harm. */
export const OF_RTK_RS: ReadonlySet<string> = new Set([
  'tracking',
  'display',
  'filters',
  'tee',
  'retriever',
  'telemetry',
  'limits',
  'awareness',
  'tools',
]);
/** Keys of its `[hooks]` that are not agents. */
export const HOOKS_OF_RTK_RS = ['exclude_commands', 'transparent_prefixes'];

/** Its exclusions hold here, too: `git diff`, `^ls$`. */
export function excludedByRtkRs(hooks: unknown, file: string): string[] {
  const { exclude_commands: commands = [] } = (typeof hooks === 'object' && hooks !== null ? hooks : {}) as { exclude_commands?: unknown };
  if (!Array.isArray(commands)) throw new UsageError(`${file}: \`exclude_commands\` must be a list of commands; use \`exclude\` instead.`);
  return commands
    .filter((command) => !/^\^?\s*$/.test(String(command)))
    .map((command) => {
      const plain = typeof command === 'string' ? command.trim().replace(/^\^([^$]*)\$?$/, '$1') : '';
      if (plain === '' || /[\\^$*+?()[\]{}|]/.test(plain))
        throw new UsageError(`${file}: \`exclude_commands\`: \`${command}\` is no plain command; write its first words into \`exclude\`.`);
      return plain;
    });
}
