/** One property of a JSON file with comments: put in, put in the place of another, taken out. Pure. */

import type { JsonObject, JsonValue } from '../json.ts';
import { inside, plainValue, printed, property, rootOf, withoutElement } from './jsonc.ts';

export interface Property {
  readonly value: JsonValue;
  /** As it stands in the file. */
  readonly text: string;
}

/** undefined if there is none. Throws a UsageError for a file that cannot be understood. */
export function propertyIn(text: string, key: string, file: string): Property | undefined {
  const node = nodeOf(text, key, file);
  return node && { value: plainValue(node), text: text.slice(node.offset, node.offset + node.length) };
}

/** For a key that is not there; `added` is what was inserted, and taking it out gives every byte back. */
export function withProperty(text: string, { key, value, file }: Keyed): { readonly text: string; readonly added: string } {
  const root = rootOf(text, file);
  if (!root) {
    const added = `${JSON.stringify({ [key]: value }, null, 2)}\n`;
    return { text: text + added, added };
  }
  const { offset, insert } = inside(
    text,
    root,
    (style) => `${JSON.stringify(key)}:${style.unit === '' ? '' : ' '}${printed(value, style)}`,
  );
  return { text: text.slice(0, offset) + insert + text.slice(offset), added: insert };
}

interface Keyed {
  readonly key: string;
  readonly value: JsonObject;
  readonly file: string;
}

/** For a key that is there: another value, in these characters. */
export function withValue(text: string, { key, value, file }: Omit<Keyed, 'value'> & { readonly value: string }): string {
  const node = nodeOf(text, key, file);
  return node ? text.slice(0, node.offset) + value + text.slice(node.offset + node.length) : text;
}

export function withoutProperty(text: string, key: string, file: string): string {
  const node = nodeOf(text, key, file);
  return node ? withoutElement(text, node) : text;
}

function nodeOf(text: string, key: string, file: string) {
  const root = rootOf(text, file);
  return root && property(root, key)?.children?.[1];
}
