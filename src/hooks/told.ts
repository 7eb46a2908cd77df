/** What an agent tells with every event. */

import { type JsonObject, stringAt } from '../json.ts';

/** `{cwd, session, call}` of those that are there. */
export function told(
  cwd: string | undefined,
  session: string | undefined,
  call: string | undefined,
): { cwd?: string; session?: string; call?: string } {
  return { ...(cwd ? { cwd } : {}), ...(session ? { session } : {}), ...(call ? { call } : {}) };
}

/** The words of a search that prints what an agent's own search tool shows. */
export function searchOf(input: JsonObject | undefined): readonly string[] {
  const context = ['-A', '-B', '-C', 'context'].filter((name) => input?.[name] !== undefined);
  const multiline = input?.['multiline'] === true ? ['--multiline'] : [];
  return ['rg', '-n', ...multiline, ...context.map((name) => (name === 'context' ? '-C' : name)), stringAt(input, 'pattern') ?? ''];
}

// "mcp__filesystem__read_text_file", "MCP:get_file_contents", "files_read_multiple_files"
const READS =
  /(?:read|view|cat|open|get|fetch|show|load)\w*(?:file|source|content|document|resource|blob|symbol)|(?:^|[_:])(?:read|view|cat|open)(?:_|$)/i;

/** Does a tool of a server show files? What an edit is checked against is never touched. */
export function readsFiles(tool: string): boolean {
  return READS.test(tool);
}
