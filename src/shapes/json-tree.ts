/** JSON as it is spelled: no number is written anew, no key is lost, one value or several one after the other. */

/** `text` of a scalar is its spelling: `"a\u0062"`, `1.50`, `null`. */
export type JsonNode =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> };

/** The values of a text: one, or several with blanks between them; undefined if it is anything else, or says a key twice. */
export function jsonValues(text: string): JsonNode[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const tokens = tokensIn(text);
  return tokens && valuesOf(tokens);
}

/** The value at the beginning of a text, and where it ends; throws if there is none. */
export function jsonValueAt(text: string, at: number): { readonly value: JsonNode; readonly end: number } {
  if (text[at] === '"') {
    STRING.lastIndex = at;
    const [found] = STRING.exec(text) ?? [];
    if (found === undefined) throw new Error('no string');
    return { value: { kind: 'scalar', text: found }, end: at + found.length };
  }
  const end = endOfNested(text, at);
  const [value] = valuesOf(tokensIn(text.slice(at, end)) ?? []) ?? [];
  if (!value) throw new Error('no JSON');
  return { value, end };
}

/** Without blanks. */
export function minified(node: JsonNode): string {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'list') return `[${node.items.map(minified).join(',')}]`;
  return `{${[...node.members].map(([key, value]) => `${key}:${minified(value)}`).join(',')}}`;
}

/** Do two values hold the same, whatever the order of their keys? */
export function isSame(one: JsonNode, other: JsonNode): boolean {
  if (one.kind === 'scalar') return other.kind === 'scalar' && one.text === other.text;
  if (one.kind === 'list')
    return (
      other.kind === 'list' &&
      one.items.length === other.items.length &&
      one.items.every((item, at) => {
        const own = other.items[at];
        return own !== undefined && isSame(item, own);
      })
    );
  return (
    other.kind === 'object' &&
    one.members.size === other.members.size &&
    [...one.members].every(([key, value]) => {
      const own = other.members.get(key);
      return own !== undefined && isSame(value, own);
    })
  );
}

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
// One pattern for all of it: a loop over characters would be read by an interpreter.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/** undefined if something in the text is no token of JSON. */
function tokensIn(text: string): readonly string[] | undefined {
  const tokens = text.match(TOKEN) ?? [];
  return isJson(text) || (text.replace(TOKEN, '').trim() === '' && tokens.every((token) => token[0] !== '"' || isJson(token)))
    ? tokens
    : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

/** Deeper values are left as they are. */
const DEEPEST = 200;

function valuesOf(tokens: readonly string[]): JsonNode[] | undefined {
  const cursor: Cursor = { tokens, at: 0 };
  const values: JsonNode[] = [];
  while (cursor.at < tokens.length) {
    const value = valueAt(cursor, 0);
    if (!value) return undefined;
    values.push(value);
  }
  return values.length > 0 ? values : undefined;
}

function valueAt(cursor: Cursor, depth: number): JsonNode | undefined {
  const token = cursor.tokens[cursor.at++] ?? '';
  if (token === '[') return depth < DEEPEST ? listAt(cursor, depth + 1) : undefined;
  if (token === '{') return depth < DEEPEST ? objectAt(cursor, depth + 1) : undefined;
  return token[0] === '"' || SCALAR.test(token) ? { kind: 'scalar', text: token } : undefined;
}

function listAt(cursor: Cursor, depth: number): JsonNode | undefined {
  const items: JsonNode[] = [];
  if (cursor.tokens[cursor.at] === ']') cursor.at++;
  else
    for (let next = ','; next !== ']'; next = cursor.tokens[cursor.at++] ?? '') {
      const item = next === ',' ? valueAt(cursor, depth) : undefined;
      if (!item) return undefined;
      items.push(item);
    }
  return { kind: 'list', items };
}

function objectAt(cursor: Cursor, depth: number): JsonNode | undefined {
  const members = new Map<string, JsonNode>();
  if (cursor.tokens[cursor.at] === '}') cursor.at++;
  else
    for (let next = ','; next !== '}'; next = cursor.tokens[cursor.at++] ?? '') {
      const key = cursor.tokens[cursor.at++] ?? '';
      const isPlain = next === ',' && key[0] === '"' && !members.has(key) && cursor.tokens[cursor.at++] === ':';
      const value = isPlain ? valueAt(cursor, depth) : undefined;
      if (!value) return undefined;
      members.set(key, value);
    }
  return { kind: 'object', members };
}

/** Behind the bracket that closes the one here. */
function endOfNested(text: string, at: number): number {
  const pattern = new RegExp(TOKEN.source, 'g');
  pattern.lastIndex = at;
  let depth = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    if (found[0] === '[' || found[0] === '{') depth++;
    if (found[0] === ']' || found[0] === '}') depth--;
    if (depth === 0) return pattern.lastIndex;
  }
  throw new Error('no end');
}
