/** An agent's entry for a server of ours: put in by insertion, taken out byte for byte. */

import { UsageError } from '../errors.ts';
import type { ServerEntry } from '../hooks/types.ts';
import { remark, say } from '../io/say.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { isObject } from '../json.ts';
import { diffOf } from './diff.ts';
import { apply, missingFolders, realFile, remember, remembered, removeFolders, textOf } from './files.ts';
import { inside, nested, nodeAt, plainValue, printed, rootOf, withoutAdded, withoutElement } from './jsonc.ts';

/** `title`: the agent, as its makers spell it; `agent`: as in `--agent`. */
export interface Titled extends ServerEntry {
  readonly agent: string;
  readonly title: string;
}

/** False where another program's server has the name: then nothing is changed. */
export function serverPutIn(entry: Titled, dryRun: boolean): boolean {
  const { file, at, value, title } = entry;
  const before = textOf(file);
  const there = valueAt(before ?? '', entry);
  if (JSON.stringify(there) === JSON.stringify(value)) return true;
  if (there !== undefined && !isOwnServer(there)) {
    remark(`rtk: ${title}: ${file} has a server of another program under \`${at.join('.')}\`; rename it.`);
    return false;
  }
  const known = memoryOf(entry);
  const clean = there === undefined ? (before ?? '') : without(before ?? '', entry);
  const { text: after, added } = withServer(clean, entry);
  if (dryRun) {
    say(diffOf(file, before, after));
    return true;
  }
  const folders = known?.folders ?? missingFolders(realFile(file));
  const backup = apply({ file, before, after, added: [added] });
  remember({ agent: nameOf(entry), file: realFile(file), added: [added], created: known?.created ?? before === undefined, folders });
  say(`${title}: server written to ${file}${backup === undefined ? '' : ` (before: ${backup})`}`);
  return true;
}

/** False if none of ours is there. */
export function serverTakenOut(entry: Titled, dryRun: boolean): boolean {
  const { file, title } = entry;
  const before = textOf(file);
  if (before === undefined || !isOwnServer(valueAt(before, entry))) return false;
  const known = memoryOf(entry);
  const left = without(before, entry);
  const after = known?.created && /^\s*(?:\{\s*\}\s*)?$/.test(left) ? undefined : left;
  if (dryRun) {
    say(diffOf(file, before, after));
    return true;
  }
  const backup = apply({ file, before, after, added: [] });
  remember({ agent: nameOf(entry), file: realFile(file), added: [], created: false, folders: [] });
  if (after === undefined) removeFolders(known?.folders ?? []);
  say(`${title}: server taken out of ${file}${backup === undefined ? '' : ` (before: ${backup})`}`);
  return true;
}

/** What stands under the key; undefined if nothing does. */
export function valueAt(text: string, { at, file }: ServerEntry): JsonValue | undefined {
  const root = rootOf(text, file);
  const node = root && nodeAt(root, at);
  return node && plainValue(node);
}

/** `{"command": "/usr/bin/rtk", "args": ["mcp", "--hooks"]}`, whatever stands beside it. */
export function isOwnServer(value: JsonValue | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  const { command, args } = value;
  return typeof command === 'string' && /(?:^|[\\/])rtk(?:-node)?(?:\.exe)?$/.test(command) && Array.isArray(args) && args[0] === 'mcp';
}

function withServer(text: string, { at, value, file }: ServerEntry): { readonly text: string; readonly added: string } {
  const root = rootOf(text, file);
  if (!root) {
    const added = `${JSON.stringify(nested(at, value), null, 2)}\n`;
    return { text: text + added, added };
  }
  let [node, depth] = [root, 0];
  for (let next = nodeAt(node, at.slice(0, 1)); next?.type === 'object'; next = nodeAt(node, [at[depth] ?? ''])) {
    node = next;
    depth++;
  }
  if (nodeAt(node, [at[depth] ?? '']))
    throw new UsageError(`${file}: \`${at.slice(0, depth + 1).join('.')}\` is no object; mend the file.`);
  const rest = nested(at.slice(depth + 1), value);
  const { offset, insert } = inside(
    text,
    node,
    (style) => `${JSON.stringify(at[depth])}:${style.unit === '' ? '' : ' '}${printed(rest, style)}`,
  );
  return { text: text.slice(0, offset) + insert + text.slice(offset), added: insert };
}

/** Every byte as it was where our insertion still stands; else our element goes, whatever has been written around it. */
function without(text: string, entry: Titled): string {
  const known = memoryOf(entry);
  const exact = known && withoutAdded(text, known.added);
  if (exact !== undefined && isUnderstood(exact, entry)) return exact;
  const root = rootOf(text, entry.file);
  const node = root && nodeAt(root, entry.at);
  return node ? withoutElement(text, node) : text;
}

function isUnderstood(text: string, entry: Titled): boolean {
  try {
    return valueAt(text, entry) === undefined;
  } catch {
    return false;
  }
}

function memoryOf(entry: Titled) {
  return remembered().find((each) => each.agent === nameOf(entry) && each.file === realFile(entry.file));
}

/** Under which its insertion is remembered, apart from that of the hooks. */
function nameOf({ agent }: Titled): string {
  return `${agent} server`;
}
