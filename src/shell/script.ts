import { type ParsedScript, parse } from 'unbash';

let last: { readonly line: string; readonly script: ParsedScript } | undefined;

/** The tree of a line: read once, for a hook asks several questions about the same line. */
export function scriptOf(line: string): ParsedScript {
  if (last?.line !== line) last = { line, script: parse(line) };
  return last.script;
}
