/** Known shapes of secrets, masked in whatever is kept on disk. */

const SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}\b/g,
  /\bgh[opusr]_[A-Za-z0-9]{20,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}\b/g,
  /\bglpat-[\w-]{20,}/g,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bAIza[\w-]{35}\b/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}\b/g,
  /(?<![\w-])(?=[\w-]*eyJ)[\w-]{11,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g,
];
// "DB_PASSWORD=hunter2", "api_key: \"x\"", "Authorization: Bearer x", "postgres://user:pass@host"
const NAMED =
  /((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)["']?\s*[=:]\s*["']?)([^\s"',;]{6,})/gi;
const BEARER = /(\b(?:Bearer|Basic)\s+)([A-Za-z0-9+/._=-]{12,})/g;
const URL_LOGIN = /([a-z0-9+.-]:\/\/[^\s/:@]*:)([^\s/@]+)(@)/gi;

// A part of every shape above: most texts have none, and one search tells.
const HINT =
  /PRIVATE KEY|AKIA|ASIA|AIDA|AROA|gh[opusr]_|github_pat_|glpat-|sk-|xox|AIza|npm_|[srp]k_|eyJ|:\/\/|bearer|basic|passw|pwd|secret|token|key|credential/i;

export const MASK = '[masked by rtk]';

/** The text with each secret replaced by MASK. */
export function masked(text: string): string {
  if (!HINT.test(text)) return text;
  const shaped = SHAPES.reduce((rest, shape) => rest.replace(shape, MASK), text);
  return shaped
    .replace(URL_LOGIN, `$1${MASK}$3`)
    .replace(BEARER, `$1${MASK}`)
    .replace(NAMED, (whole, name: string, value: string) => (value.startsWith('[masked') ? whole : name + MASK));
}

// Commands whose very output is a secret.
const READS_SECRETS =
  /^(?:printenv|env|pass|vault|op|gpg|security)\b|\bsecretsmanager get-secret-value\b|\bssm get-parameter|\bkubectl (?:(?!kubectl ).)*?\bsecrets?\b|\bgcloud secrets\b|\baz keyvault secret\b|\bgh auth token\b|\.env\b|id_rsa|\.pem\b|\.netrc\b/;

/** Is this a command whose output must not be kept? */
export function readsSecrets(argv: readonly string[]): boolean {
  return READS_SECRETS.test(argv.join(' '));
}
