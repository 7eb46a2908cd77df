/** What a tool for a model is: one file of one shape. */

import type { JsonObject } from '../json.ts';

/** JSON Schema of one field of an input. */
interface Field {
  readonly type: 'string' | 'integer';
  readonly description: string;
  readonly minimum?: number;
  readonly enum?: string[];
}

export interface OwnTool {
  readonly name: string;
  readonly title: string;
  /** Its first line says what it is for: agents look tools up by it. */
  readonly description: string;
  readonly properties: Readonly<Record<string, Field>>;
  readonly required: readonly string[];
  /** The text for the model. Throws a UsageError that says what to do. */
  call(input: JsonObject): string | Promise<string>;
}
