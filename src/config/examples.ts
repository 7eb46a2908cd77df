/** Inline tests of a filter, `[[example]]`, and `[[tests]]` where that is no way to read: what `rtk verify` runs. */

import { UsageError } from '../errors.ts';

/** An output, and what the filter is to make of it. */
export interface Example {
  readonly name: string;
  readonly input: string;
  readonly expected: string;
  /** 0 if absent. */
  readonly exit: number;
}

/** The table of a filter without its inline tests. */
export function withoutExamples(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { example, tests, ...rest } = data;
  return { ...rest, ...(tests === undefined || Array.isArray(tests) ? {} : { tests }) };
}

/** Throws a UsageError for one that lacks `input` or `expected`. */
export function examplesOf({ example = [], tests = [] }: Readonly<Record<string, unknown>>, file: string): Example[] {
  return [...listOf(example), ...listOf(tests)].map((each, at) => exampleOf(each, at, file));
}

export function exampleOf(each: unknown, at: number, file: string): Example {
  const table = (typeof each === 'object' ? each : undefined) ?? {};
  const { name = `${at + 1}`, input, expected, exit = 0 } = table as Record<string, unknown>;
  if (typeof input !== 'string' || typeof expected !== 'string')
    throw new UsageError(`${file}: test ${name} needs \`input\` and \`expected\`, both texts.`);
  if (!Number.isInteger(exit) || Number(exit) < 0 || Number(exit) > 255)
    throw new UsageError(`${file}: test ${name}: \`exit\` must be an exit status, 0 to 255.`);
  return { name: String(name), input, expected, exit: Number(exit) };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
