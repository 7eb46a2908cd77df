/** Text of a settings file → its table; or a sentence with file, line, column and what to do. The parsers are loaded when one is needed. */

import type { ParseError } from 'jsonc-parser';
import { UsageError } from '../errors.ts';

type Parse = (text: string, file: string) => Record<string, unknown>;

/** By the end of the file's name. */
export async function parserOf(file: string): Promise<Parse> {
  if (file.endsWith('.toml')) return tomlParser();
  return file.endsWith('.json') ? jsonParser() : yamlParser();
}

async function tomlParser(): Promise<Parse> {
  const { parse, TomlError } = await import('smol-toml');
  return (text, file) => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      const reason = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '');
      throw wrong(file, error.line, error.column, `${reason}; mend this line, or remove the file`);
    }
  };
}

async function jsonParser(): Promise<Parse> {
  const { parse, printParseErrorCode } = await import('jsonc-parser');
  return (text, file) => {
    const errors: ParseError[] = [];
    const data: unknown = parse(text, errors, { disallowComments: true });
    const [first] = errors;
    if (first && text.trim() !== '') {
      const before = text.slice(0, first.offset).split('\n');
      const reason = printParseErrorCode(first.error).replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      throw wrong(file, before.length, (before.at(-1)?.length ?? 0) + 1, `no valid JSON (${reason}); mend this line, or remove the file`);
    }
    return asTable(data ?? {}, file);
  };
}

async function yamlParser(): Promise<Parse> {
  const { defaultLoadersSync } = await import('cosmiconfig');
  return (text, file) => {
    if (text.trim() === '') return {};
    try {
      return asTable(defaultLoadersSync['.yaml'](file, text) ?? {}, file);
    } catch (error) {
      const { mark, reason } = error as { mark?: { line: number; column: number }; reason?: string };
      if (!mark) throw error;
      throw wrong(file, mark.line + 1, mark.column + 1, `no valid YAML (${reason}); mend this line, or remove the file`);
    }
  };
}

function asTable(data: unknown, file: string): Record<string, unknown> {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  throw new UsageError(`${file}: it must hold fields with values, like \`level: normal\`; mend or remove the file.`);
}

function wrong(file: string, line: number, column: number, what: string): UsageError {
  return new UsageError(`${file}:${line}:${column}: ${what}.`);
}

/** Where a field stands in the text of a settings file: `:3:1`, or nothing where it is not found. Names of tables and fields, outermost first. */
export function placeOf(text: string, path: readonly string[]): string {
  const lines = text.split('\n');
  let from = 0;
  let found: { line: number; column: number } | undefined;
  for (const name of path) {
    const field = new RegExp(`^[ \\t{,]*(?:\\[+[ \\t]*)?["']?${name.replace(/[^\w]/g, '\\$&')}["']?[ \\t]*(?:[=:.\\]]|$)`);
    const line = lines.findIndex((each, at) => at >= from && field.test(each));
    if (line < 0) break;
    found = { line: line + 1, column: (lines[line]?.indexOf(name) ?? 0) + 1 };
    from = line;
  }
  return found ? `:${found.line}:${found.column}` : '';
}
