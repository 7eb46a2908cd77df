/** Names of secrets: `DB_PASSWORD`, `accessToken`, `client-key-data`; and names that only sound like one. */

/** Whatever stands there is a secret: "password", "DB_PASS", "spring.datasource.password", "passphrase". */
const PASSWORD =
  /(?:^|[_.-])(?:pass(?:word|wd|phrase|wort|code|wrd)?|pwd|pw|psswd)\d?$|pass(?:word|wd|phrase)\d?$|Pwd$|secret(?:s|_?text|_?value)?$|secret_?(?:access)?_?key(?:_?base)?$/i;
/** A random text that stands there is one: "API_KEY", "accessToken", "client-key-data", "AccountKey", "auth". */
const RANDOM =
  /(?:token|api_?key|_key|apikey|accountkey|accesskey|access_?key|private_?key|client_?key|encryption_?key|signing_?key|shared_?key|master_?key|deploy_?key|license_?key|secretkey|authkey|key_?data|auth|_auth|credentials?|creds|cookie|sessionid|session_?key|sas|webhook_?url|jwt|bearer|salt|dsn)\d?$/i;
/** Names that end the same and are none: "primary_key", "cacheKey", "token_type" does not end so. */
const OTHERS =
  /(?:primary|foreign|public|pub|cache|sort|partition|hash|index|unique|object|row|idempotency|composite|natural|candidate|registry|host|hot|short_?cut|next|last|page|continuation|csrf_?cookie|sync|group|lookup|map|dict|json|i18n|translation|message|route|query|gpg|signed|verify|fingerprint|hkey|mon|tur|don|press|config|env|param|input|tree|node|react|storage|event|metric|label|tag|feature|flag|column|restore|save|artifact|sha\d*|md5|checksum|digest|commit|package|integrity|file|path|dir|name|id|type|url|author|o)[_.-]?(?:key|keys|token|signature|auth|hash)$/i;
/** `password`: whatever stands there is one; `random`: what looks made by chance. */
export type SecretKind = 'password' | 'random';

/** undefined: it names no secret. */
export function kindOf(typed: string): SecretKind | undefined {
  const name = typed.replaceAll('-', '_');
  const last = name.slice(name.lastIndexOf('.') + 1) || name;
  if (
    PASSWORD.test(name) &&
    !/bypass$|compass$|by-pass$|surpass$|^pass$|(?:no|num|max|min|has|is|reset|forgot|show|hide|confirm|change|set|get|check|verify|hash)[_-]?pass(?:word)?$|pass_count|tests?_pass$/i.test(
      last,
    )
  )
    return 'password';
  return RANDOM.test(name) && !OTHERS.test(last) ? 'random' : undefined;
}
