import { say } from '../io/say.ts';
import { MASK, masked } from '../store/secrets.ts';
import type { env } from './define/reading.ts';
import type { OptionsOf } from './define/word.ts';

// "AWS_SECRET_ACCESS_KEY", "GH_TOKEN", "DB_PASSWORD", "MYSQL_PWD", "DB_PASS", "SENTRY_DSN", "BASIC_AUTH"
const SECRET =
  /SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|COOKIE|(?:^|_)(?:PASS|PWD|KEY|APIKEY|AUTH|DSN|SESSION_ID)$|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY|PRIVATE/i;
// "GIT_AUTHOR_NAME", "SSH_AUTH_SOCK", "PWD", "XAUTHORITY": names that hold such a word and no secret
const PLAIN =
  /^(?:GIT_(?:AUTHOR|COMMITTER)_\w+|SSH_AUTH_SOCK|(?:OLD)?PWD|XAUTHORITY|(?:XDG|CLAUDE_CODE|CODEX|PI)_SESSION_ID|TOKENIZERS_\w+|\w*(?:_FILE|_PATH|_DIR|_COUNT|_LIMIT|MAX_\w*TOKENS))$/i;

/** `rtk env [part of a name…]`: sorted, values of secrets masked. */
export function run(args: readonly string[], { filter, json }: OptionsOf<typeof env> = {}): number {
  const parts = [...args, ...(filter === undefined ? [] : [filter])].map((part) => part.toLowerCase());
  const wanted = (name: string) => parts.length === 0 || parts.some((part) => name.toLowerCase().includes(part));
  const names = Object.keys(process.env).filter(wanted).sort();
  const rows = names.map((name) => [name, shown(name, process.env[name] ?? '')] as const);
  say(json ? JSON.stringify(Object.fromEntries(rows), null, 2) : rows.map(([name, value]) => `${name}=${value}`).join('\n'));
  return 0;
}

/** Exported for the table of names in its test. */
export function shown(name: string, value: string): string {
  return SECRET.test(name) && !PLAIN.test(name) && value !== '' ? MASK : masked(value);
}
