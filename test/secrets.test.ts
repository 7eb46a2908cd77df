/** Shapes of secrets as their makers document them, with values that are made up here; what is ordinary output stays. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MASK, masked, readsSecrets, secretsIn } from '../src/store/secrets.ts';

const DASHES = '-'.repeat(5);
const r = (n: number, a = 'aB3dE5gH7jK9mN1pQ2sT4vW6xY8z') => Array.from({ length: n }, (_, i) => a[(i * 7 + (i % 5)) % a.length]).join('');
const hex = (n: number) => r(n, '0123456789abcdef').replace(/^./, '3');
const SHAPES: [name: string, text: string, secret: string][] = [];
const add = (n: string, t: string, s: string) => SHAPES.push([n, t, s]);
const b64 = Buffer.from('user:sup3rs3cretvalue').toString('base64');
const pemBody = Array.from({ length: 10 }, (_, i) => r(64).slice(i) + r(i)).join('\n');
add('kube key', `    client-key-data: LS0tLS1C${r(60)}==`, `LS0tLS1C${r(60)}`);
add('kube token', `    token: ${r(40)}`, r(40));
add('azure key', `DefaultEndpointsProtocol=https;AccountName=foo;AccountKey=${r(86)}==;EndpointSuffix=core.windows.net`, r(86));
add('azure sas', `https://foo.blob.core.windows.net/c?sv=2022-11-02&ss=b&sig=${r(30)}%2B${r(10)}%3D&se=2024`, r(30));
add('azure sbus', `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${r(43)}=`, r(43));
add('azure q~', `secret is abc8Q~${r(33)} ok`, `abc8Q~${r(33)}`);
add('docker auth', `{"auths":{"ghcr.io":{"auth":"${b64}"}}}`, b64);
add('docker auth ws', `\t\t\t"auth": "${b64}"`, b64);
for (const sch of ['Bearer', 'Basic', 'Token', 'Digest', 'ApiKey', 'AWS4-HMAC-SHA256', 'Negotiate', 'GenieKey', 'SSWS', 'Custom-Scheme'])
  add(`authz ${sch}`, `Authorization: ${sch} ${r(32)}`, r(32));
add('authz none', `> authorization: ${r(32)}`, r(32));
add('authz -H', `curl -H "Authorization: token ${r(32)}" https://x`, r(32));
add('authz json', `"Authorization": "Bearer ${r(32)}",`, r(32));
add('proxy-authz', `Proxy-Authorization: Basic ${b64}`, b64);
add('x-api-key', `X-Api-Key: ${r(20)}`, r(20));
add('x-vault', `X-Vault-Token: ${r(26)}`, r(26));
add('private-token', `PRIVATE-TOKEN: ${r(20)}`, r(20));
add('cookie', `Cookie: session=${r(20)}; a=b`, r(20));
add('set-cookie', `Set-Cookie: sid=${r(20)}; HttpOnly`, r(20));
add('DB_PASS', `DB_PASS=hunter2`, 'hunter2');
add('DB_PASS w', `DB_PASS=swordfish`, 'swordfish');
add('MYSQL_PWD', `MYSQL_PWD=swordfish`, 'swordfish');
add('export', `export APP_PASSWORD='swordfish'`, 'swordfish');
add('STRIPE_KEY', `STRIPE_KEY=${r(24)}`, r(24));
add('ENC_KEY', `ENCRYPTION_KEY=${hex(32)}`, hex(32));
add('SECRET_KEY', `SECRET_KEY="${r(30)}"`, r(30));
add('SECRET_KEY dj', `SECRET_KEY = 'django-insecure-${r(30)}'`, r(30));
add('quoted blanks', `password = "correct horse battery staple"`, 'horse');
add('quoted blanks2', `DB_PASSWORD='my dog spot'`, 'dog spot');
add('quoted json', `"password": "open sesame now"`, 'sesame');
add('yaml', `  password: swordfish`, 'swordfish');
add('yaml q', `  db_password: "swordfish"`, 'swordfish');
add('netrc', `machine api.example.com login me password s3cr3tpw`, 's3cr3tpw');
add('netrc w', `machine api.example.com login me password swordfish`, 'swordfish');
add('netrc ml', `machine api.example.com\n  login me\n  password swordfish\n`, 'swordfish');
for (const k of [
  'RSA PRIVATE KEY',
  'PRIVATE KEY',
  'EC PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'DSA PRIVATE KEY',
  'PGP PRIVATE KEY BLOCK',
  'OpenVPN Static key V1',
])
  add(
    `pem ${k}`,
    `${DASHES}BEGIN ${k}${DASHES}\n${k.startsWith('PGP') ? 'Version: GnuPG v2\n\n' : ''}${pemBody}\n${DASHES}END ${k}${DASHES}`,
    pemBody.slice(70, 120),
  );
add(
  'pem ssh2',
  `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "x"\n${pemBody}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----`,
  pemBody.slice(70, 120),
);
add('pem cut', `${DASHES}BEGIN RSA PRIVATE KEY${DASHES}\n${pemBody}`, pemBody.slice(70, 120));
add(
  'pem json',
  `{"private_key": "${DASHES}BEGIN PRIVATE KEY${DASHES}\\n${pemBody.replaceAll('\n', '\\n')}\\n${DASHES}END PRIVATE KEY${DASHES}\\n"}`,
  pemBody.slice(70, 100),
);
add(
  'pem indented',
  `    ${DASHES}BEGIN RSA PRIVATE KEY${DASHES}\n${pemBody
    .split('\n')
    .map((l) => `    ${l}`)
    .join('\n')}\n    ${DASHES}END RSA PRIVATE KEY${DASHES}`,
  pemBody.slice(70, 120),
);
add(
  'pem diff',
  `+${DASHES}BEGIN RSA PRIVATE KEY${DASHES}\n${pemBody
    .split('\n')
    .map((l) => `+${l}`)
    .join('\n')}\n+${DASHES}END RSA PRIVATE KEY${DASHES}`,
  pemBody.slice(70, 120),
);
add(
  'putty',
  `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: c\nPublic-Lines: 1\n${r(64)}\nPrivate-Lines: 1\n${r(43).split('').reverse().join('')}=\nPrivate-MAC: ${hex(64)}`,
  r(43).split('').reverse().join(''),
);
for (const t of [
  `GOCSPX-${r(28)}`,
  `ya29.${r(60)}`,
  `pypi-AgEIcHlwaS5vcmc${r(60)}`,
  `hf_${r(34)}`,
  `hvs.${r(95)}`,
  `hvb.${r(140)}`,
  `s.${r(24)}`,
  `glpat-${r(20)}`,
  `glrt-${r(20)}`,
  `glptt-${hex(40)}`,
  `gldt-${r(20)}`,
  `glcbt-1a_${r(20)}`,
  `glsoat-${r(20)}`,
  `glft-${r(20)}`,
  `glagent-${r(50)}`,
  `gloas-${hex(64)}`,
  `glimt-${r(25)}`,
  `GR1348941${r(20)}`,
  `https://hooks.slack.com/services/T0${r(8)}/B0${r(8)}/${r(24)}`,
  `xoxb-123456789012-1234567890123-${r(24)}`,
  `xapp-1-A012-123-${hex(40)}`,
  `xoxe-1-${r(60)}`,
  `whsec_${r(32)}`,
  `SG.${r(22)}.${r(43)}`,
  `dop_v1_${hex(64)}`,
  `doo_v1_${hex(64)}`,
  `shpat_${hex(32)}`,
  `shpss_${hex(32)}`,
  `dckr_pat_${r(27)}`,
  `AGE-SECRET-KEY-1${r(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')}`,
  `ghp_${r(36)}`,
  `ghs_${r(36)}`,
  `github_pat_${r(22)}_${r(59)}`,
  `AKIA${r(16, 'ABCDEFGHIJKLMNOP234567')}`,
  `AIza${r(35)}`,
  `npm_${r(36)}`,
  `sk_live_${r(24)}`,
  `rk_test_${r(24)}`,
  `sk-ant-api03-${r(93)}AA`,
  `sk-proj-${r(74)}T3BlbkFJ${r(74)}`,
  `sk-${r(48)}`,
  `rubygems_${hex(48)}`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${r(43)}`,
  `123456789:AA${r(33)}`,
  `M${r(23)}.${r(6)}.${r(38)}`,
  `SK${hex(32)}`,
  `key-${hex(32)}`,
  `${hex(32)}-us12`,
  `ATATT3xFf${r(180)}`,
  `dapi${hex(32)}`,
  `lin_api_${r(40)}`,
  `ntn_12345678901${r(35)}`,
  `sntryu_${hex(64)}`,
  `glc_${r(60)}`,
  `glsa_${r(32)}_${hex(8)}`,
  `NRAK-${r(27, 'ABCDEF0123456789')}`,
  `PMAK-${hex(24)}-${hex(34)}`,
  `pul-${hex(40)}`,
  `dp.pt.${r(43)}`,
  `sq0atp-${r(22)}`,
  `EAACEdEose0cBA${r(100)}`,
  `gsk_${r(52)}`,
  `xai-${r(80)}`,
  `pplx-${r(48)}`,
  `r8_${r(37)}`,
  `tskey-auth-${r(12)}-${r(32)}`,
  `${r(14)}.atlasv1.${r(67)}`,
  `cio${r(32)}`,
  `AKCp${r(69)}`,
  `ops_eyJ${r(260)}`,
  `sha256~${r(43)}`,
  `LTAI${r(20)}`,
  `HRKU-${r(58)}`,
  `figd_${r(40)}`,
  `1//0${r(60)}`,
  `xkeysib-${hex(64)}-${r(16)}`,
  `FlyV1 fm2_${r(120)}`,
  `CFPAT-${r(43)}`,
  `$2b$12$${r(53)}`,
  `root:$6$abcdefgh$${r(86)}:19000:0`,
  `https://discord.com/api/webhooks/123456789012345678/${r(68)}`,
]) {
  const body = t.length > 24 ? t.slice(-20, -2) : t.slice(4);
  for (const w of [`x ${t} y`, `value="${t}"`, `k: ${t}`]) add(t.slice(0, 14), w, t.startsWith('root') ? r(20) : body);
}
add('curl -u', `curl -u admin:s3cretpw https://x`, 's3cretpw');
add('curl -u w', `curl -u admin:swordfish https://x`, 'swordfish');
add('curl --user', `curl --user "admin:swordfish" https://x`, 'swordfish');
add('--password x', `mysqldump --password swordfish db`.replace(' db', ''), 'swordfish');
add('--password x2', `login --username me --password s3cretpw registry`, 's3cretpw');
add('--password=x', `mysqldump --password=swordfish db`, 'swordfish');
add('--token x', `deploy --token ${r(20)} now`, r(20));
add('--api-key', `x --api-key=${r(20)}`, r(20));
add('xml', `<password>swordfish</password>`, 'swordfish');
add('xml2', `    <Password>open sesame</Password>`, 'sesame');
add('xml attr', `<add key="ClearTextPassword" value="swordfish1" />`, 'swordfish1');
add('xml attr2', `<connection user="x" password="swordfish"/>`, 'swordfish');
add('xml apikey', `<apiKey>${r(24)}</apiKey>`, r(24));
add('esc json', `{\\"password\\":\\"swordfish\\"}`, 'swordfish');
add('esc json2', `"{\\"user\\": \\"x\\", \\"db_password\\": \\"open sesame\\"}"`, 'sesame');
add('esc json3', `"{\\\\\\"token\\\\\\":\\\\\\"${r(30)}\\\\\\"}"`, r(30));
add('json nl', `"password":\n   "swordfish"`, 'swordfish');
add('url', `postgres://user:swordfish@db:5432/x`, 'swordfish');
add('url2', `redis://:s3cr@db:5432/x`, 's3cr@'.slice(0, 4));
add('amqp', `amqps://u:p%40ss@h/v`, 'p%40ss');
add('mongodb+srv', `mongodb+srv://u:swordfish@h/v`, 'swordfish');
add('conn', `Server=x;Database=y;User Id=sa;Password=swordfish;`, 'swordfish');
add('conn pwd', `Server=x;Uid=sa;Pwd=swordfish;`, 'swordfish');
add('jdbc', `jdbc:mysql://h/db?user=me&password=swordfish&x=1`, 'swordfish');
add('props', `spring.datasource.password=swordfish`, 'swordfish');
add('ini', `password = swordfish`, 'swordfish');
add('aws', `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`, 'wJalrXUtnFEMI');
add('aws json', `"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",`, 'wJalrXUtnFEMI');
add('aws sess', `AWS_SESSION_TOKEN=${r(200)}`, r(100));
add('npmrc', `//registry.npmjs.org/:_authToken=${r(36)}`, r(36));
add('npmrc _auth', `_auth=${b64}`, b64);
add('client_secret', `client_secret=${r(32)}`, r(32));
add('clientSecret', `"clientSecret": "${r(32)}"`, r(32));
add('htpasswd', `admin:$apr1$abcdefgh$${r(22)}`, r(22));
add('passphrase', `passphrase: "open sesame"`, 'sesame');
add('ruby', `:password => 'swordfish',`, 'swordfish');
add('go', `password := "swordfish"`, 'swordfish');
add('php', `define('DB_PASSWORD', 'swordfish');`, 'swordfish');
add('refresh', `"refresh_token": "${r(40)}"`, r(40));
add('access', `access_token=${r(40)}`, r(40));
add('grep', `config.yml:12:  password: swordfish`, 'swordfish');
add('tf', `password = "swordfish!"`, 'swordfish!');
add('env docker', `-e POSTGRES_PASSWORD=swordfish postgres`, 'swordfish');
add('DATABASE_URL', `DATABASE_URL=postgres://u:swordfish@h/d`, 'swordfish');
add('ansible', `ansible_become_pass: swordfish`, 'swordfish');
add('PGPASSWORD', `PGPASSWORD=swordfish psql`, 'swordfish');
add('sshpass', `sshpass -p swordfish ssh x`, 'swordfish');
add('API_KEY short', `API_KEY=abc123def456`, 'abc123def456');
add('hex token', `"token":"${hex(40)}"`, hex(40));
add('amz sig', `https://b.s3.amazonaws.com/x?X-Amz-Algorithm=A&X-Amz-Signature=${hex(64)}`, hex(64));

describe('a known shape', () => {
  it(`is masked, each of ${SHAPES.length}`, () => {
    expect(SHAPES.length).toBeGreaterThan(300);
    const kept = SHAPES.filter(([, text, secret]) => masked(text).includes(secret)).map(([name, text]) => [name, masked(text)]);
    expect(kept).toEqual([]);
  });

  it('is masked between other lines, and once for all', () => {
    for (const [name, text, secret] of SHAPES) {
      const among = `first line\n${text}\nlast line of all`;
      const clean = masked(among);
      expect([name, clean.includes(secret)]).toEqual([name, false]);
      expect([name, clean.startsWith('first line\n'), clean.endsWith('last line of all')]).toEqual([name, true, true]);
      expect([name, masked(clean)]).toEqual([name, clean]);
    }
  });

  it('leaves the rest of the line', () => {
    expect(masked('DB_PASS=hunter2 npm test')).toBe(`DB_PASS=${MASK} npm test`);
    expect(masked('{"user": "me", "password": "open sesame", "port": 5432}')).toBe(`{"user": "me", "password": "${MASK}", "port": 5432}`);
    expect(masked('> Authorization: Bearer abcdef0123456789')).toBe(`> Authorization: Bearer ${MASK}`);
    expect(masked('postgres://me:swordfish@db:5432/x')).toBe(`postgres://me:${MASK}@db:5432/x`);
  });
});

describe('what is none', () => {
  const ORDINARY = [
    'password: string;',
    '  readonly token: string | undefined;',
    'const password = await getPassword();',
    'login(user=user, password=password)',
    '"password": "Password must be at least 8 characters"',
    'error: Unexpected token: identifier',
    'primary key: users_id',
    'cache-key: Linux-node-0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    'Usage: login --password <password> --token TOKEN',
    '  -p, --password string   Password',
    'use --password to set it',
    'docker run -u 1000:1000 alpine',
    '"integrity": "sha512-5cvg6CtKwfgdmVqY1WIiXKc3Q1bkRqGLi+2W/6ao+6Y7gu/RCwRuAhGEzh5B4KlszSuTLgZYuqFqo5bImjNKng=="',
    'commit 3f9a2c41b7d05e6f8a9b0c1d2e3f405162738495',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell wrote it
    'GRAFANA_PASSWORD=${GRAFANA_PASSWORD}',
    'password: ********',
    'const key = "-----BEGIN PRIVATE KEY-----";',
    'Set-Cookie: countryCode=US; Domain=.example.com; Path=/',
    'arn:aws:secretsmanager:us-west-2:123456789012:secret:MySecret1',
  ];
  for (const line of ORDINARY) it(`stays: ${line.slice(0, 60)}`, () => expect(masked(line)).toBe(line));

  it('stays in the outputs of the fixtures: one mask in 10,000 lines at most', () => {
    const [all, masks] = [{ lines: 0 }, { count: 0 }];
    const root = join(import.meta.dirname, 'fixtures');
    // What gitleaks finds are secrets: they are masked, and rightly.
    for (const folder of readdirSync(root).filter((each) => each !== 'gitleaks')) {
      for (const name of readdirSync(join(root, folder)).filter((each) => each.endsWith('.in'))) {
        const text = readFileSync(join(root, folder, name), 'latin1');
        all.lines += text.split('\n').length;
        masks.count += secretsIn(text).length;
      }
    }
    expect(masks.count / all.lines).toBeLessThan(1 / 10_000);
  });
});

describe('time', () => {
  // Beginnings of shapes that never end, over and over.
  const BEGINNINGS = [
    'a.',
    'password=',
    '"password":',
    `${DASHES}BEGIN PRIVATE KEY${DASHES}`,
    'x://a:',
    'eyJaaaaaaaaa.',
    'cookie: a=b;',
    '?sig=',
    'password "',
    'sk-a-',
    '\\"',
  ];
  for (const beginning of BEGINNINGS)
    it(`grows with the text alone: ${beginning}`, () => {
      const spent = (length: number) => {
        const text = beginning.repeat(Math.ceil(length / beginning.length)).slice(0, length);
        const started = performance.now();
        masked(text);
        return performance.now() - started;
      };
      spent(50_000);
      const [short, long] = [Math.min(spent(100_000), spent(100_000)), Math.min(spent(400_000), spent(400_000), spent(400_000))];
      // Four times the text: sixteen times as long if it were quadratic.
      expect(long).toBeLessThan(Math.max(short, 30) * 10);
    });
});

it('commands whose output is a secret are known', () => {
  expect(readsSecrets(['kubectl', 'get', 'secret', 'x', '-o', 'yaml'])).toBe(true);
  expect(readsSecrets(['git', 'status'])).toBe(false);
});
