import { distance } from 'fastest-levenshtein';

/** The field that was meant, if one is spelt nearly so. */
export function meantField(field: string, fields: readonly string[]): string | undefined {
  return fields.find((each) => distance(field.toLowerCase(), each) <= 2);
}
