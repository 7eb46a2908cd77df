/** Findings with the lines around them. */

import type { Diagnostic, Diagnostics } from '../types.ts';

interface Found {
  readonly items: readonly Diagnostic[];
  /** Lines of nobody's finding, each with the number of items above it. */
  readonly rest: readonly { readonly line: string; readonly after: number }[];
}

/** Lines above the first finding are its head, the others its tail; undefined if there is no finding. */
export function around({ items, rest }: Found): Diagnostics | undefined {
  if (items.length === 0) return undefined;
  const lines = (above: boolean) => rest.filter(({ after }) => (after === 0) === above).map(({ line }) => line);
  return { kind: 'diagnostics', head: lines(true), items, tail: lines(false) };
}
