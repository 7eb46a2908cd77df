import { say } from '../io/say.ts';
import { MASK, masked } from '../store/secrets.ts';

// "AWS_SECRET_ACCESS_KEY", "GH_TOKEN", "DB_PASSWORD"
const SECRET = /SECRET|TOKEN|PASSW|PASSPHRASE|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIAL|AUTH|COOKIE|DSN$/i;

/** `rtk env [part of a name…]`: sorted, values of secrets masked. */
export function run(args: readonly string[]): number {
  const wanted = (name: string) => args.length === 0 || args.some((part) => name.toLowerCase().includes(part.toLowerCase()));
  const names = Object.keys(process.env).filter(wanted).sort();
  say(names.map((name) => `${name}=${SECRET.test(name) && process.env[name] ? MASK : masked(process.env[name] ?? '')}`).join('\n'));
  return 0;
}
