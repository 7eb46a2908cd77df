import { say } from '../io/say.ts';
import { MASK, masked } from '../store/secrets.ts';

// "AWS_SECRET_ACCESS_KEY", "GH_TOKEN", "DB_PASS", "STRIPE_KEY"; but neither "GIT_AUTHOR_NAME" nor "SSH_AUTH_SOCK", "PWD", "TOKENIZERS_PARALLELISM"
const SECRET =
  /SECRET|TOKENS?(?![A-Z])|PASSW|PASSPHRASE|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|COOKIE|_PASS$|_PWD$|_KEY$|(?:^|_)AUTH$|_AUTH_(?!SOCK)|DSN$/i;

/** `rtk env [part of a name…]`: sorted, values of secrets masked. */
export function run(args: readonly string[]): number {
  const wanted = (name: string) => args.length === 0 || args.some((part) => name.toLowerCase().includes(part.toLowerCase()));
  const names = Object.keys(process.env).filter(wanted).sort();
  say(names.map((name) => `${name}=${SECRET.test(name) && process.env[name] ? MASK : masked(process.env[name] ?? '')}`).join('\n'));
  return 0;
}
