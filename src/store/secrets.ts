/** Known shapes of secrets, masked in whatever is kept on disk. */

import { blocksIn, mayHoldBlock, type SecretBlock } from './secret-blocks.ts';
import { type Range, tokensIn } from './secret-tokens.ts';
import { valuesIn } from './secret-values.ts';

export const MASK = '[masked by rtk]';

// "postgres://user:pass@host", "redis://:pass@host", "https://token@host"
const LOGIN = /:\/\/([^\s/:@"'`<>]{0,200}:)([^\s/@"'`<>]{1,200})@(?=[\w[%$-])/gi;
// "?sig=x", "&access_token=x", "X-Amz-Signature=x"
const IN_QUERY =
  /[?&;](?:sig|signature|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|access_token|refresh_token|id_token|token|api_?key|apikey|key|client_secret|password|passwd|pwd|secret|auth|code)=([^\s&"'`<>;#]{8,4096})/gi;
// "Bearer x" without its header
const BEARER = /\b(?:Bearer|Basic) {1,4}((?=[A-Za-z+/._=-]{0,200}\d)[A-Za-z0-9+/._~=-]{12,4096})/g;

// "sshpass -p x", "docker login -u me -p x"
const AT_P = /\b(?:sshpass|login[^\n]{0,200}) -p ?['"]?([^\s'"]{3,200})/g;

/** Where the secrets stand, in order; `open`: the last one may go on behind the end. */
export function secretsIn(text: string): readonly SecretBlock[] {
  const found: SecretBlock[] = [...tokensIn(text), ...valuesIn(text)];
  if (mayHoldBlock(text)) found.push(...blocksIn(text));
  if (text.includes('://')) found.push(...groups(text, LOGIN, 2));
  if (text.includes('=')) found.push(...groups(text, IN_QUERY, 1).filter(({ from, to }) => /\d/.test(text.slice(from, to))));
  if (text.includes('Bearer') || text.includes('Basic')) found.push(...groups(text, BEARER, 1));
  if (text.includes(' -p')) found.push(...groups(text, AT_P, 1));
  return joined(found.sort((a, b) => a.from - b.from || b.to - a.to));
}

/** The last group that is counted stands at the end of the match, or before its `@`. */
function groups(text: string, pattern: RegExp, group: 1 | 2): Range[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = match[group] ?? '';
    if (/^(?:\$|%|\{|\*|<|\[masked)/.test(value)) return [];
    const to = match.index + match[0].length - (match[0].endsWith('@') ? 1 : 0);
    return [{ from: to - value.length, to }];
  });
}

function joined(ranges: readonly SecretBlock[]): SecretBlock[] {
  const result: SecretBlock[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (!last || range.from >= last.to) result.push(range);
    else if (range.to > last.to) result[result.length - 1] = { ...range, from: last.from };
  }
  return result;
}

/** The text with each secret replaced by MASK. */
export function masked(text: string): string {
  const secrets = secretsIn(text);
  return secrets.length === 0 ? text : withMasks(text, secrets);
}

export function withMasks(text: string, secrets: readonly Range[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of secrets) {
    // What has been masked before stays as it is.
    parts.push(text.slice(at, from), text.startsWith(MASK, from) ? text.slice(from, to) : MASK);
    at = to;
  }
  return parts.join('') + text.slice(at);
}

// Commands whose very output is a secret.
const READS_SECRETS =
  /^(?:printenv|env|pass|vault|op|gpg|security)\b|\bsecretsmanager get-secret-value\b|\bssm get-parameter|\bkubectl (?:(?!kubectl ).)*?\bsecrets?\b|\bgcloud secrets\b|\baz keyvault secret\b|\bgh auth token\b|\.env\b|id_rsa|\.pem\b|\.netrc\b/;

/** Is this a command whose output must not be kept? */
export function readsSecrets(argv: readonly string[]): boolean {
  return READS_SECRETS.test(argv.join(' '));
}
