/** A shortened view is not written back: a file, an edit or a here-document whose new text holds a live marker is refused, with the way to the text. */

import { isObject, type JsonObject, type JsonValue, objectAt, stringAt } from '../json.ts';
import { handlesIn } from '../marks.ts';
import type { Agent, Place } from './types.ts';

export interface Stores {
  /** Does the handle stand for a text that is kept here? */
  isKept(handle: string): boolean;
}

/** Why a tool may not run; undefined where nothing speaks against it. Handles that nobody kept (documentation, tests) are no markers. */
export function refusal(agent: Agent, payload: JsonObject, place: Place, stores: Stores): string | undefined {
  const call = callOf(payload);
  if (!agent.guard || !call) return undefined;
  const written = agent.guard.test(call.tool) ? writtenBy(call.input, place) : shellText(call.input);
  const handle = handlesIn(written.after).find((each) => !written.before.includes(each) && stores.isKept(each));
  return (
    handle && `The new text holds rtk's marker of left-out lines; \`rtk recall ${handle}\` shows them: write these instead of the marker.`
  );
}

/** Might there be something to refuse? Asked before anything is loaded. */
export function mayBeRefused(payload: JsonObject): boolean {
  const call = callOf(payload);
  return call !== undefined && handlesIn(JSON.stringify(call.input)).length > 0;
}

interface Call {
  readonly tool: string;
  readonly input: JsonObject;
}

/** The call of a tool that is about to run, by the names of all agents; undefined for results. */
function callOf(payload: JsonObject): Call | undefined {
  const event = stringAt(payload, 'hook_event_name') ?? stringAt(payload, 'event') ?? stringAt(payload, 'type');
  if (event !== undefined && !/^(?:pre_?tool_?use|beforetool|tool_call)$/i.test(event)) return undefined;
  const hasResult = ['toolResult', 'tool_response', 'tool_output', 'content'].some((name) => payload[name] !== undefined);
  const plugin = objectAt(payload, 'input');
  const tool = stringAt(payload, 'tool_name') ?? stringAt(payload, 'toolName') ?? stringAt(plugin, 'tool');
  const input = objectAt(payload, 'tool_input') ?? argsOf(payload['toolArgs']) ?? objectAt(objectAt(payload, 'output'), 'args') ?? plugin;
  return tool === undefined || !input || hasResult ? undefined : { tool, input };
}

function argsOf(args: JsonValue | undefined): JsonObject | undefined {
  try {
    const value: unknown = typeof args === 'string' ? JSON.parse(args) : args;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

interface Written {
  readonly after: string;
  readonly before: string;
}

const OLD = /^(?:old|search|previous|find)/i;
const PATHS = /path|file_?name|uri|target_file/i;

/** The new texts of a call, and what stands there now: texts that are replaced, the file. */
function writtenBy(input: JsonObject, place: Place): Written {
  const [after, before]: [string[], string[]] = [[], []];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (PATHS.test(key)) before.push(readOr(place, value));
      else if (/^\*\*\* Begin Patch|^@@|^diff --git /m.test(value)) addPatch(value, after, before);
      else (OLD.test(key) ? before : after).push(value);
    } else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (isObject(value)) for (const [name, item] of Object.entries(value)) visit(item, name);
  };
  visit(input, '');
  return { after: after.join('\n'), before: before.join('\n') };
}

function addPatch(patch: string, after: string[], before: string[]): void {
  for (const line of patch.split('\n')) (line.startsWith('+') ? after : before).push(line.slice(1));
}

function readOr(place: Place, path: string): string {
  try {
    return place.read(path) ?? '';
  } catch {
    return '';
  }
}

// "cat > a.md <<'EOF'", "… | tee a.md", "printf '…' >> a.md"; but not "2>&1", "2>/dev/null"
const WRITES = /<<-?\s*['"\\]?\w|(?:^|[^0-9&<>])>{1,2}(?!\s*(?:&|\/dev\/null))|\btee\b/;

function shellText(input: JsonObject): Written {
  const line = stringAt(input, 'command') ?? '';
  return { after: WRITES.test(line) ? line : '', before: '' };
}
