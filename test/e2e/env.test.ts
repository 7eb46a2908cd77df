import { expect, it } from 'vitest';
import { lab } from './lab.ts';

it('env masks what names a secret, and no more', () => {
  const secret = 'swordfish-of-the-lab';
  const masked = ['DB_PASS', 'MYSQL_PWD', 'GH_TOKEN', 'STRIPE_KEY', 'AWS_SECRET_ACCESS_KEY', 'NPM_AUTH', 'SESSION_COOKIE'];
  const shown = ['GIT_AUTHOR_NAME', 'SSH_AUTH_SOCK', 'TOKENIZERS_PARALLELISM', 'OLDPWD', 'KEYBOARD'];
  const env = Object.fromEntries([...masked, ...shown].map((name) => [name, secret]));
  const lines = lab().rtkWith({ env }, 'env').text.split('\n');
  for (const name of masked) expect(lines).toContain(`${name}=[masked by rtk]`);
  for (const name of shown) expect(lines).toContain(`${name}=${secret}`);
});
