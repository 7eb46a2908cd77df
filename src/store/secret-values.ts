/** Secrets that are known by the name before them: `DB_PASSWORD=x`, `"token": "x"`, `--password x`, `<password>x</password>`, `Authorization: x`. */

import { kindOf, type SecretKind } from './secret-names.ts';
import type { Range } from './secret-tokens.ts';

/** Parts of names; the search is for these alone, and what stands around them is looked at where one is found. */
const NAME = /pass|pwd|secret|token|key|auth|cred|cookie|signature|sig=|account|connection|webhook|salt|-u |--user|dsn/gi;

/** Headers whose whole value is one, whatever it is made of. */
const HEADER =
  /^(?:proxy-)?authorization$|^x-(?:[a-z]+-){0,3}(?:key|token|auth|secret|signature)$|^(?:set-)?cookie$|^x-amz-(?:security-token|signature)$|^api-?key$|^(?:private|job|deploy)-token$/i;

/** What stands in the place of a value: variables, types, words of messages. */
const PLACEHOLDER =
  /^(?:[$%<{*@#&!|~^`?]|\u2026|\u00e2\u0080\u00a6|\.{2,}|x{3,}$|\[(?:masked|redacted|filtered|hidden)|(?:null|none|nil|undefined|true|false|yes|no|on|off|ok|string|str|text|number|int|integer|bool|boolean|any|unknown|object|bytes?|option|optional|required|needed|missing|invalid|incorrect|wrong|expired|failed|error|errors|changed|unchanged|set|unset|not|is|was|empty|blank|hidden|redacted|masked|disabled|enabled|stdin|file|prompt|default|value|password|passwd|secret|token|key|auth|changeme|example|your\b.*|self|this|new|await|const|let|var|func|function|return|type|char|varchar|if|for|in|of|from|to|and|or|with|the|an?|must|should|can|cannot|does|did|has|have|will|accepted|denied|granted|found|valid|auto|never|always|public|private|protected|static|final|readonly|basic|bearer|digest|negotiate)[;,.:)\]}?!]*$)/i;
/** "Password must be at least 8 characters" */
const SENTENCE =
  /\b(?:must|should|is|are|was|not|cannot|can|required|invalid|your|enter|please|at least|the|for|does|do|of|to|with|and)\s/i;

/** Characters of a name, and of a value without quotes. */
const IN_NAME = new Uint8Array(256);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$-') IN_NAME[char.charCodeAt(0)] = 1;
const LONGEST_NAME = 80;

export function valuesIn(text: string): Range[] {
  const found: Range[] = [];
  NAME.lastIndex = 0;
  for (let hit = NAME.exec(text); hit; hit = NAME.exec(text)) {
    const name = nameAt(text, hit.index, hit[0].length);
    const value = name && valueAfter(text, name);
    if (value) found.push(value);
    NAME.lastIndex = Math.max(NAME.lastIndex, value?.to ?? 0, name?.end ?? 0);
  }
  return found;
}

interface Name {
  readonly text: string;
  readonly from: number;
  readonly end: number;
}

function nameAt(text: string, at: number, length: number): Name | undefined {
  let from = at;
  while (from > 0 && at - from < LONGEST_NAME && IN_NAME[text.charCodeAt(from - 1)] === 1) from--;
  let end = at + length;
  while (end < text.length && end - at < LONGEST_NAME && IN_NAME[text.charCodeAt(end)] === 1) end++;
  if (/[= ]$/.test(text.slice(at, at + length))) end = at + length - 1;
  return { text: text.slice(from, end), from, end };
}

/** What is between a name and its value: closing quotes (also `\\"`), then `=`, `:`, `=>`, `:=`, `>`, `,`, or blanks behind an option. */
const BETWEEN =
  /\\*["'][ \t]{1,8}value[ \t]{0,8}=[ \t]{0,8}|(?:\\*["'`\]]{1,2})?(?:[ \t]{0,40}(?:=>|:=|\?=|==?|::?|\|\|)[ \t]{0,40}(?:\r?\n[ \t]{1,80}(?=\\*["']))?|>(?=[^<\s])|[ \t]{0,8},[ \t]{0,8}(?=\\*["'])|[ \t]{1,40})/y;

/** What may stand right behind a name that has a value. */
const BEHIND = '=:>"\'`\\, \t]|?';

function valueAfter(text: string, name: Name): Range | undefined {
  if (!BEHIND.includes(text.charAt(name.end))) return undefined;
  BETWEEN.lastIndex = name.end;
  const between = BETWEEN.exec(text)?.[0];
  if (between === undefined) return undefined;
  const start = name.end + between.length;
  const bare = name.text.replace(/^[-$]+/, '');
  if (/^[^=:>,|]*$/.test(between) && !between.includes('value')) return afterBlank(text, name, start);
  if (HEADER.test(bare) && between.includes(':')) return headerValue(text, start, bare);
  const kind = between.includes(',') && !/^[A-Z_]+$/.test(bare) ? undefined : kindOf(bare);
  // "arn:aws:secretsmanager:eu-west-1:1:secret:name"
  if (!kind || (between === ':' && (text.charAt(name.from - 1) === ':' || /\w\.\w/.test(bare)))) return undefined;
  const value = read(text, start, between.startsWith('>'));
  if (value === undefined || value.to <= value.from) return undefined;
  const content = text.slice(value.from, value.to);
  return isSecret(content, kind, { value, between, name, text }) ? whole(text, value, openingAt(text, start)) : undefined;
}

interface Value extends Range {
  readonly quoted: boolean;
}

/** Characters by which a value is judged: to read all of one that is none would take long where names follow each other. */
const JUDGED = 256;

/** The beginning of a value: in quotes up to the same quote, without up to a blank, a quote or what ends a field. */
function read(text: string, start: number, xml: boolean): Value | undefined {
  const opening = openingAt(text, start);
  if (opening !== '') {
    const from = start + opening.length;
    const to = closing(text, from, opening, JUDGED);
    return to === undefined ? undefined : { from, to, quoted: true };
  }
  const to = endOf(text, start, xml ? IN_XML : BARE, JUDGED);
  return to === start ? undefined : { from: start, to, quoted: xml };
}

const BARE = /[^\s"'`,;<>)\]}&]{1,256}/y;
const IN_XML = /[^<\r\n]{1,256}/y;

/** All of a value that has been judged. */
function whole(text: string, { from, to, quoted }: Value, opening: string): Range {
  if (to - from < JUDGED) return { from, to };
  if (opening !== '') return { from, to: closing(text, from, opening, 64 * 1024) ?? to };
  return { from, to: endOf(text, to, quoted ? IN_XML : BARE, 64 * 1024) };
}

/** By steps: one sticky search a step, so that the beginning is read at once and all of it when it is one. */
function endOf(text: string, from: number, characters: RegExp, most: number): number {
  let to = from;
  while (to - from < most) {
    characters.lastIndex = to;
    const step = characters.exec(text)?.[0].length ?? 0;
    to += step;
    if (step < JUDGED) break;
  }
  return to;
}

/** `"`, or `\"` within a text in quotes. */
function openingAt(text: string, start: number): string {
  const quote = /\\{0,8}["'`]/y;
  quote.lastIndex = start;
  return quote.exec(text)?.[0] ?? '';
}

/** Where the quote is closed, or as far as it was read; undefined where the line ends before, unless it is one word that was cut off. */
function closing(text: string, from: number, opening: string, most: number): number | undefined {
  const last = Math.min(text.length, from + most);
  let isWord = true;
  for (let at = from; at < last; at++) {
    const char = text.charAt(at);
    if (char === '\n') return isWord ? at : undefined;
    if (char === ' ' || char === '\t') isWord = false;
    if (text.startsWith(opening, at) && (opening.startsWith('\\') || text.charAt(at - 1) !== '\\')) return at;
  }
  return last === text.length && !isWord ? undefined : last;
}

interface Around {
  readonly value: Value;
  readonly between: string;
  readonly name: Name;
  readonly text: string;
}

function isSecret(content: string, kind: SecretKind, around: Around): boolean {
  if (PLACEHOLDER.test(content) || content.toLowerCase() === around.name.text.toLowerCase()) return false;
  if (kind === 'random') return looksRandom(content, around);
  if (around.value.quoted) return content.trim().length >= 3 && !SENTENCE.test(content) && !isReference(content);
  return content.length >= 3 && !isCode(content, around);
}

/** "config.password", "process.env.X", "/run/secrets/db" */
function isReference(content: string): boolean {
  return /^(?:[a-z_]\w*(?:\.[a-zA-Z_]\w*)+(?:\(|$)|\.{0,2}\/[\w./-]+$|[a-z]+:\/\/[^@]*$|arn:)/.test(content);
}

/** In sources a word without quotes is a name, not a value: `password: string;`, `password=pw)`, `login(password = user.password)`. */
function isCode(content: string, { value, between, name, text }: Around): boolean {
  const next = text.charAt(value.to);
  if (isReference(content) || /[([]/.test(content)) return true;
  // "DB_PASS=x", "--password=x", ";Pwd=x;"
  if (between === '=' && (/^(?:[A-Z][A-Z0-9_]*|--.*)$/.test(name.text) || /[;&?]/.test(text.charAt(name.from - 1)))) return false;
  const isWord = /^[A-Za-z_$][\w$]*[?!.:]*$/.test(content);
  if (isWord && (next === ')' || next === ',' || next === ';' || next === '}')) return !/\d/.test(content) || next === ')';
  if (isWord && between !== '=' && /_|[a-z][A-Z]/.test(content)) return true;
  const rest = /[^\n]{0,200}/y;
  rest.lastIndex = value.to;
  const goesOn = (rest.exec(text)?.[0] ?? '').trim();
  if (/^\d+(?:\.\d+)?$/.test(content)) return content.length < 4;
  if (/\d/.test(content) && /[A-Za-z]/.test(content) && content.length >= 5) return false;
  if (/[^\w.:/-]/.test(content)) return false;
  // "password: swordfish" alone on its line, "Pwd=swordfish;Server=x"
  return !(goesOn === '' || goesOn.startsWith('#') || (between === '=' && /^[;&]/.test(goesOn) && text.charAt(name.from - 1) !== ' '));
}

/** Not a word, a path, a version or a name of many words: digits and letters mixed, or both cases in a long one. */
function looksRandom(content: string, { value, between, text, name }: Around): boolean {
  if (content.length < 8 || /\s/.test(content) || /[(){}[\]$]/.test(content) || isReference(content)) return false;
  if (/^(?:[a-z]+:)?\/\//.test(content) && !/webhook|dsn/i.test(name.text)) return false;
  if (/^\.{0,2}\/|\.(?:js|ts|py|go|rs|rb|java|json|ya?ml|toml|pem|key|crt|txt|md|html|css|lock)$/.test(content)) return false;
  const [digits, upper, lower] = [/\d/.test(content), /[A-Z]/.test(content), /[a-z]/.test(content)];
  if (/^\d+$/.test(content)) return false;
  if (!value.quoted && text.charAt(value.to) === ')' && !digits) return false;
  if (/^(?:[A-Za-z]+[_.:-])*[A-Za-z]+\d{0,2}$/.test(content))
    return content.length >= 24 && upper && lower && !/[_.:-]/.test(content) && between !== ', ';
  if (/^[a-z]+(?:[-_.][a-z0-9]+)*$/.test(content) && !/[0-9][a-z]+[0-9]/.test(content)) return false;
  if (/^v?\d+(?:\.\d+)+/.test(content)) return false;
  return digits && (lower || upper) && (content.length >= 12 || (upper && lower) || /^[0-9a-f]+$/.test(content));
}

const IN_HEADER = /[^\r\n"'`\\<>]{1,256}/y;
/** A cookie that says who somebody is; one that says a language or a country does not. */
const SESSION = /(?:sess|sid|auth|token|[cx]srf|jwt|login|remember|user)[\w.-]{0,40}=[^\s;]{6}|=[\w%+/.-]{16}/i;

/** "Authorization: Bearer x", "Cookie: a=b; c=d": to the end of the line or the quote around it. */
function headerValue(text: string, start: number, name: string): Range | undefined {
  const from = start + openingAt(text, start).length;
  const content = text.slice(from, endOf(text, from, IN_HEADER, JUDGED)).trimEnd();
  // "Authorization: Bearer", then the secret
  const [scheme = ''] = /^[A-Za-z][\w-]{0,30} (?=\S)/.exec(content) ?? [];
  const secret = /cookie/i.test(name) ? content : content.slice(scheme.length);
  if (secret.length < 4 || PLACEHOLDER.test(secret) || (SENTENCE.test(`${secret} `) && !/\d/.test(secret))) return undefined;
  if (/cookie/i.test(name) && !SESSION.test(secret)) return undefined;
  if (scheme === '' && /^[a-z][a-z ]*$/i.test(secret) && secret.length < 20) return undefined;
  return { from: from + (secret === content ? 0 : scheme.length), to: endOf(text, from + content.length, IN_HEADER, 64 * 1024) };
}

/** `--password x`, `-u user:secret`, `login me password x` */
function afterBlank(text: string, name: Name, start: number): Range | undefined {
  const word = /(?:\\*["'])?[^\s"'`\\<>|&;]{3,1024}/y;
  word.lastIndex = start;
  const whole = word.exec(text)?.[0] ?? '';
  const content = whole.replace(/^\\*["']/, '');
  const from = start + whole.length - content.length;
  if (content === '' || PLACEHOLDER.test(content)) return undefined;
  const option = name.text.startsWith('-');
  if (option && /^(?:-u|--user|--proxy-user)$/.test(name.text)) return loginIn(content, from);
  const kind = kindOf(name.text.replace(/^-+/, ''));
  if (!kind) return undefined;
  const isNetrc =
    !option && /^(?:password|passwd)$/.test(name.text) && /\blogin\s+\S+\s*$/.test(text.slice(Math.max(0, name.from - 300), name.from));
  if (isNetrc) return { from, to: from + content.length };
  if (!option || /^[A-Z_]+$/.test(content) || content.startsWith('-')) return undefined;
  if (kind === 'random' && !(/\d/.test(content) && /[A-Za-z]/.test(content) && content.length >= 8)) return undefined;
  if (/^[a-z]+[.,:]?$/.test(content) && !/^[ \t]*(?:$|\r?\n|-)/.test(text.slice(from + content.length, from + content.length + 8)))
    return undefined;
  return { from, to: from + content.length };
}

/** "name:secret"; but neither "1000:1000" nor "root:root" as containers have them, nor "user:password" as help has it. */
function loginIn(content: string, from: number): Range | undefined {
  const at = content.indexOf(':');
  const secret = content.slice(at + 1);
  if (at < 0 || secret.length < 3 || /^\d+$/.test(secret) || PLACEHOLDER.test(secret) || secret === content.slice(0, at)) return undefined;
  if (secret.startsWith('//') || /^(?:group|gid|pass)\b/i.test(secret)) return undefined;
  return { from: from + at + 1, to: from + content.length };
}
