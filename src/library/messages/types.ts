/** How each SDK writes down a tool call and its result. A conversation is read by all of them: their shapes do not meet. */

export interface Result {
  readonly id: string;
  /** The tool's name, where the result tells it. */
  readonly tool?: string;
  readonly text: string;
  readonly failed: boolean;
}

export interface Call {
  readonly id: string;
  readonly tool: string;
  readonly input: unknown;
}

/** The text in the place of a result's; undefined: it stays. */
export type NewText = (result: Result) => string | undefined;

export interface Dialect {
  /** Is it the assistant's own: its text, its thoughts, its calls? */
  isAssistant(message: object): boolean;
  calls(message: object): readonly Call[];
  /** The same object if nothing changed. */
  changed(message: object, change: NewText): object;
}

type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The object with another value under a key; the very object if the value is the same. */
export function withField<T extends object>(of: T, key: string, value: unknown): T {
  return fields(of)[key] === value ? of : { ...of, [key]: value };
}

/** The list with its elements changed; the very list if none did. */
export function mapped(list: readonly unknown[], each: (element: unknown) => unknown): readonly unknown[] {
  const next = list.map(each);
  return next.every((element, at) => element === list[at]) ? list : next;
}

/** A result's content, as one text or as blocks of which those with `type` and `text` are read. */
export function changedContent(content: unknown, types: readonly string[], change: (text: string) => string | undefined): unknown {
  if (typeof content === 'string') return change(content) ?? content;
  if (!Array.isArray(content)) return content;
  return mapped(content, (block) => {
    const { type, text } = fields(block);
    if (!types.includes(textOf(type)) || typeof text !== 'string') return block;
    return withField(block as object, 'text', change(text) ?? text);
  });
}

/** JSON of a call's arguments; what is no JSON is an input of no known shape. */
export function parsedInput(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return undefined;
  }
}
