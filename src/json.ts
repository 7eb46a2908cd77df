/** Reading foreign JSON without trusting it. */

/** A value that was read from JSON. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(from: unknown, key: string): JsonObject | undefined {
  const value = isObject(from) ? from[key] : undefined;
  return isObject(value) ? value : undefined;
}

export function stringAt(from: unknown, key: string): string | undefined {
  const value = isObject(from) ? from[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function listAt(from: unknown, key: string): readonly JsonValue[] {
  const value = isObject(from) ? from[key] : undefined;
  return Array.isArray(value) ? value : [];
}

const COMMENT = /("(?:[^"\\]|\\[\s\S]?)*(?:"|$))|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const LAST_COMMA = /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g;

/** JSON, or JSON with comments and commas behind the last element; throws for anything else. */
export function parsed(text: string): unknown {
  const clean = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(clean);
  } catch {
    const onlyStrings = (_: string, literal: string | undefined) => literal ?? '';
    return JSON.parse(clean.replace(COMMENT, onlyStrings).replace(LAST_COMMA, onlyStrings));
  }
}
