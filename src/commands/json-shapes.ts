/** JSON said shorter on request: down to a depth, or by names and kinds alone. */

/** What lies deeper is counted: `{3 keys}`, `[12 values]`. */
export function shallow(value: unknown, depth = Number.POSITIVE_INFINITY): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth <= 0) return Array.isArray(value) ? `[${plural(value.length, 'value')}]` : `{${plural(Object.keys(value).length, 'key')}}`;
  if (Array.isArray(value)) return value.map((each) => shallow(each, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shallow(each, depth - 1)]));
}

/** `"string"`, `"number"`; of an array each kind of value once, with the number of all. */
export function kindsOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, kindsOf(each)]));
  const kinds = new Map(value.map((each) => [JSON.stringify(kindsOf(each)), kindsOf(each)]));
  return value.length > 1 ? [...kinds.values(), plural(value.length, 'value')] : [...kinds.values()];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
