/** How much of what the model reads is reached by rewriting and replacing together: the hook itself is asked before and after, and its journal read. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { agentNamed } from '../../src/hooks/agents/index.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { Agent } from '../../src/hooks/types.ts';
import { context, LOG, place } from '../hooks/samples.ts';
import { type Read, reads } from './reads.ts';

const state = mkdtempSync(join(tmpdir(), 'reach-'));
const journal = join(state, 'rtk/journal.jsonl');
const project = join(state, 'project');
const FILES = ['src/a.ts', 'src/b.ts', 'README.md'];
const contentOf = (file: string) => `first line of ${file}\nsame\nsame\n`;
beforeAll(() => {
  vi.stubEnv('XDG_STATE_HOME', state);
  mkdirSync(join(project, 'src'), { recursive: true });
  for (const file of FILES) writeFileSync(join(project, file), contentOf(file));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(state, { recursive: true, force: true });
});

/**
 * `repeats`: of the whole text that it is a part of, exact repeats go. `content`: the text that it is a part of may hold lines of files, patches, hits
 * or data, or comes from a program that nobody knows, so it stays. What no rule decides is `not`, and there is none of it.
 */
type Way = 'rewritten' | 'own filter' | 'repeats' | 'content' | 'not';
type Row = Readonly<Record<Way, number>>;
const NONE: Row = { rewritten: 0, 'own filter': 0, repeats: 0, content: 0, not: 0 };

test.each([
  ['claude', 'rewrites and replaces', 0.7],
  ['copilot', 'replaces only', 0.53],
])('%s, which %s', async (name, _, least) => {
  const agent = await agentNamed(name);
  if (!agent) throw new Error(`There is no ${name}.`);
  const table = new Map<string, Row>();
  const add = (kind: string, way: Way) => {
    const row = table.get(kind) ?? NONE;
    table.set(kind, { ...row, [way]: row[way] + 1 });
  };
  for (const read of reads(Number(process.env['RTK_REACH'] ?? 1500), 21)) {
    for (const way of waysOf(agent, read)) {
      add(read.kind, way);
      add('all', way);
    }
  }
  for (const [kind, row] of table) console.log(`reach, ${name}: ${kind}: ${(100 * shareOf(row)).toFixed(1)} % ${JSON.stringify(row)}`);
  const all = table.get('all') ?? NONE;
  expect(all.not).toBe(0);
  expect(shareOf(all)).toBeGreaterThan(least);
});

function shareOf(row: Row): number {
  const reached = row.rewritten + row['own filter'] + row.repeats;
  return reached / (reached + row.content + row.not);
}

/** What the hooks do with the line, and then with what it prints: LOG for each stretch between its headings, each of another length. */
function waysOf(agent: Agent, { raw, outputs }: Read): Way[] {
  const on = context(place());
  const reply = agent.sample.before ? answer(agent, agent.sample.before(raw, project), on).reply : '';
  const line = /"command":("(?:[^"\\]|\\.)*")/.exec(reply)?.[1];
  const run = line === undefined ? raw : (JSON.parse(line) as string);
  const headings = [...raw.matchAll(/echo (?:"(=== \w+ ===)"|(done))/g)];
  // What a real run would print of the files that the line names.
  const quoted = [...FILES.filter((file) => raw.includes(file)).map(contentOf), raw.includes('missing.txt') ? MISSING : ''].join('');
  const stretches = Array.from({ length: headings.length + 1 }, (_, at) => `${LOG}${quoted}${'x'.repeat(at + 1)}\n`);
  const text = stretches.map((stretch, at) => (at === 0 ? '' : `${headings[at - 1]?.[1] ?? headings[at - 1]?.[2]}\n`) + stretch).join('');
  const shown = headings.some(({ index }) => raw.slice(0, index).trim() === '') ? text.slice(stretches[0]?.length) : text;
  rmSync(journal, { force: true });
  answer(agent, agent.sample.after?.(run, shown, project) ?? {}, on);
  const seen = new Map(readings().map((reading) => [reading.bytes?.[0], reading]));
  const put = insertions(raw, run);
  return outputs.map(({ at, pipe }): Way => {
    if (!pipe && put.includes(at)) return 'rewritten';
    const stretch = stretches[headings.filter(({ index }) => index < at).length] ?? '';
    const { filter, why } = seen.get(Buffer.byteLength(stretch)) ?? seen.get(Buffer.byteLength(shown)) ?? {};
    if (filter !== undefined) return filter === 'log' ? 'repeats' : 'own filter';
    return why?.includes('content of a file') ? 'content' : 'not';
  });
}

const MISSING = 'cat: missing.txt: No such file or directory\n';

interface Reading {
  readonly bytes?: readonly number[];
  readonly filter?: string;
  readonly why?: string;
}

function readings(): Reading[] {
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Reading);
}

/** Offsets in the raw line at which rtk was put in. */
function insertions(raw: string, line: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (let i = 0; i < line.length; ) {
    if (line.startsWith('/opt/rtk ', i)) {
      places.push(at);
      i += '/opt/rtk '.length;
    } else if (line[i++] !== raw[at++]) return [];
  }
  return places;
}
