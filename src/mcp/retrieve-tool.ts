import { UsageError } from '../errors.ts';
import { tokensOf } from '../filter/tokens.ts';
import { record } from '../journal/record.ts';
import { type JsonObject, stringAt } from '../json.ts';
import { spooled } from '../store/spool.ts';
import { type Recalled, recall } from '../store/store.ts';
import { pageOf } from './page.ts';
import type { OwnTool } from './types.ts';

export const retrieveTool: OwnTool = {
  name: 'retrieve',
  title: 'Retrieve what rtk left out',
  description: [
    'Gives back the whole text behind a marker such as `[+37 lines: rtk recall 3f9a2c]`; `3f9a2c` is its handle.',
    'Ask for what you need: `lines` (10-40), `grep` (a regular expression; hits come with their line numbers), or both; long texts come in pages.',
  ].join('\n'),
  properties: {
    handle: { type: 'string', description: 'the handle in the marker: 3f9a2c' },
    lines: { type: 'string', description: 'lines to show: 10-40, 10- or 10' },
    grep: { type: 'string', description: 'only lines that match this regular expression, each with its number' },
    page: { type: 'integer', minimum: 1, description: 'the next part of a long answer' },
  },
  required: ['handle'],
  call: retrieve,
};

async function retrieve(input: JsonObject): Promise<string> {
  const handle = stringAt(input, 'handle')?.trim() ?? '';
  const [lines, grep, page] = [stringAt(input, 'lines'), stringAt(input, 'grep'), input['page'] ?? 1];
  if (typeof page !== 'number' || !Number.isInteger(page) || page < 1) throw new UsageError('page: give 1, 2, 3…');
  const chosen = lines === undefined && grep === undefined ? textAt(handle) : await linesOf(textAt(handle), lines, grep);
  const asked = [`retrieve ${handle}`, ...(lines ? [`lines ${lines}`] : []), ...(grep ? [`grep ${grep}`] : [])].join(', ');
  const shown = pageOf(chosen, page, (next) => `${asked}, page ${next}`);
  noted(handle, shown);
  return shown === '' ? 'No line matches.' : shown;
}

function textAt(handle: string): string {
  const found = recall(handle);
  if (found.kind === 'found') return whole(found.recalled);
  if (found.kind === 'spooled') return Buffer.concat([...spooled(found.path)]).toString();
  if (found.kind === 'expired') throw new UsageError(`the text ${handle} has expired; run it again: ${found.argv.join(' ')}`);
  if (found.kind === 'damaged') throw new UsageError(`the text ${handle} is damaged; run it again: ${found.argv.join(' ')}`);
  throw new UsageError(`there is no text ${handle}; the handle is the last word of a marker.`);
}

function whole({ stdout, stderr, merged }: Recalled): string {
  return (stdout.length > 0 && stderr.length > 0 ? merged : Buffer.concat([stdout, stderr])).toString();
}

async function linesOf(text: string, lines: string | undefined, grep: string | undefined): Promise<string> {
  const [from, to] = rangeOf(lines);
  const pattern = grep === undefined ? undefined : await patternOf(grep);
  const all = text.replace(/\n$/, '').split('\n');
  const chosen = all.flatMap((line, at) => {
    if (at + 1 < from || at + 1 > to || !(pattern?.test(line.slice(0, LONGEST)) ?? true)) return [];
    return [pattern ? `${at + 1}:${line}\n` : `${line}\n`];
  });
  return chosen.join('');
}

/** Characters of a line that a pattern meets. */
const LONGEST = 4096;

function rangeOf(lines: string | undefined): readonly [number, number] {
  if (lines === undefined) return [1, Number.POSITIVE_INFINITY];
  const [, from, dash, to] = /^(\d+)(?:(-)(\d*))?$/.exec(lines.replaceAll(' ', '')) ?? [];
  if (from === undefined) throw new UsageError(`lines: \`${lines}\` is no range; use 10-40, 10- or 10.`);
  return [Number(from), dash === undefined ? Number(from) : to ? Number(to) : Number.POSITIVE_INFINITY];
}

/** One that takes more than linear time would keep this server busy for ever. */
async function patternOf(grep: string): Promise<RegExp> {
  try {
    const pattern = new RegExp(grep);
    const { slowOn } = await import('../config/slow-patterns.ts');
    if (!slowOn(grep)) return pattern;
  } catch {
    throw new UsageError(`grep: \`${grep}\` is not a valid regular expression.`);
  }
  throw new UsageError(`grep: \`${grep}\` takes too long on some lines; use a plainer pattern.`);
}

/** What was asked for again costs the filter that had hidden it. */
function noted(handle: string, shown: string): void {
  const tokens = [0, tokensOf(shown)] as const;
  record({ command: 'recall', level: 'normal', recalled: handle, exit: 0, ms: 0, own: 0, bytes: [0, Buffer.byteLength(shown)], tokens });
}
