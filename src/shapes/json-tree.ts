/** JSON as it is spelled: no number is written anew, no key is lost, one value or several one after the other. */

/** `text` of a scalar is its spelling: `"a\u0062"`, `1.50`, `null`. */
export type JsonNode =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> };

/** The values of a text: one, or several with blanks between them; undefined if it is anything else, or says a key twice. */
export function jsonValues(text: string): JsonNode[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, depth: 0 };
  try {
    const values: JsonNode[] = [];
    for (blanks(cursor); cursor.at < text.length; blanks(cursor)) values.push(valueAt(cursor));
    return values.length > 0 ? values : undefined;
  } catch {
    return undefined;
  }
}

/** The value at the beginning of a text, and where it ends; throws if there is none. */
export function jsonValueAt(text: string, at: number): { readonly value: JsonNode; readonly end: number } {
  const cursor: Cursor = { text, at, depth: 0 };
  return { value: valueAt(cursor), end: cursor.at };
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

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

/** Deeper values are left as they are. */
const DEEPEST = 200;

function valueAt(cursor: Cursor): JsonNode {
  blanks(cursor);
  const start = cursor.text[cursor.at];
  if (start !== '{' && start !== '[') return { kind: 'scalar', text: scalarAt(cursor) };
  if (++cursor.depth > DEEPEST) throw new Error('too deep');
  const node = start === '[' ? listAt(cursor) : objectAt(cursor);
  cursor.depth--;
  return node;
}

function listAt(cursor: Cursor): JsonNode {
  const items: JsonNode[] = [];
  cursor.at++;
  if (isNext(cursor, ']')) return { kind: 'list', items };
  do items.push(valueAt(cursor));
  while (goesOn(cursor, ']'));
  return { kind: 'list', items };
}

function objectAt(cursor: Cursor): JsonNode {
  const members = new Map<string, JsonNode>();
  cursor.at++;
  if (isNext(cursor, '}')) return { kind: 'object', members };
  do {
    blanks(cursor);
    const key = stringAt(cursor);
    if (members.has(key) || !isNext(cursor, ':')) throw new Error('no plain object');
    members.set(key, valueAt(cursor));
  } while (goesOn(cursor, '}'));
  return { kind: 'object', members };
}

function goesOn(cursor: Cursor, end: string): boolean {
  if (isNext(cursor, ',')) return true;
  if (isNext(cursor, end)) return false;
  throw new Error('no JSON');
}

function isNext(cursor: Cursor, mark: string): boolean {
  blanks(cursor);
  if (cursor.text[cursor.at] !== mark) return false;
  cursor.at++;
  return true;
}

const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
// One run of plain letters after the other, so that long strings need no stack
const PLAIN = /[^"\\\0-\x1f]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function scalarAt(cursor: Cursor): string {
  if (cursor.text[cursor.at] === '"') return stringAt(cursor);
  const text = take(cursor, SCALAR);
  if (text === '') throw new Error('no JSON');
  return text;
}

function stringAt(cursor: Cursor): string {
  const from = cursor.at;
  if (cursor.text[cursor.at++] !== '"') throw new Error('no string');
  while (take(cursor, PLAIN) + take(cursor, ESCAPE) !== '');
  if (cursor.text[cursor.at++] !== '"') throw new Error('no string');
  return cursor.text.slice(from, cursor.at);
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const [found = ''] = pattern.exec(cursor.text) ?? [];
  cursor.at += found.length;
  return found;
}

function blanks(cursor: Cursor): void {
  while (' \n\r\t'.includes(cursor.text[cursor.at] ?? 'x')) cursor.at++;
}
