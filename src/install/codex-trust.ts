/** Codex skips a hook without a word until its user trusts it; its app-server says whether he does. */

import { ownCommand } from '../hooks/command-line.ts';
import { isObject, listAt, stringAt } from '../json.ts';
import { answerTo } from './ask-server.ts';

/** What Codex says of our hooks in this folder; undefined if it says nothing. */
export async function codexTrust(program: string, cwd: string): Promise<string | undefined> {
  const own = (await hooksIn(program, cwd)).filter((hook) => ownCommand(stringAt(hook, 'command') ?? '')?.agent === 'codex');
  if (own.length === 0) return undefined;
  const idle = own.filter((hook) => stringAt(hook, 'trustStatus') !== 'trusted' || !isEnabled(hook));
  if (idle.length === 0) return 'Codex trusts the hooks';
  const names = idle.map((hook) => `${stringAt(hook, 'eventName')} is ${isEnabled(hook) ? stringAt(hook, 'trustStatus') : 'disabled'}`);
  return `Codex skips them: ${names.join(', ')}; start \`codex\`, type /hooks, and trust them`;
}

function isEnabled(hook: unknown): boolean {
  return !isObject(hook) || hook['enabled'] !== false;
}

/** `hooks/list` of its JSON-RPC, a line a message. */
async function hooksIn(program: string, cwd: string): Promise<readonly unknown[]> {
  const messages = [
    { id: 1, method: 'initialize', params: { clientInfo: { name: 'rtk', version: '0' } } },
    { method: 'initialized' },
    { id: 2, method: 'hooks/list', params: { cwds: [cwd] } },
  ];
  return listAt(await answerTo([program, 'app-server'], messages), 'data').flatMap((each) => listAt(each, 'hooks'));
}
