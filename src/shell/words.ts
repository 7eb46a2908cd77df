import type { Word } from 'unbash';
import { scriptOf } from './script.ts';
import { isLiteral } from './word.ts';

/** The words of a line that is one simple command of literal words (`2>&1` may stand behind it); undefined for anything else. */
export function commandWords(line: string): string[] | undefined {
  const script = scriptOf(line);
  const [statement, ...more] = script.commands;
  if (!statement || more.length > 0 || (script.errors?.length ?? 0) > 0) return undefined;
  const command = statement.command;
  if (command.type !== 'Command' || !command.name) return undefined;
  const words: Word[] = [command.name];
  for (const item of command.suffix) {
    if (item.type === 'Word') words.push(item);
    else if (item.type !== 'Redirect' || line.slice(item.pos, item.end) !== '2>&1') return undefined;
  }
  return words.every(isLiteral) ? words.map((word) => word.value) : undefined;
}
