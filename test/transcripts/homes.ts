/** The captured sessions as an agent's home, stores built from their SQL. */

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { here } from '../../src/hooks/place.ts';
import type { Place } from '../../src/hooks/types.ts';
import { SOURCES } from '../../src/transcripts/sources.ts';
import type { Step, Transcript, TranscriptSource } from '../../src/transcripts/types.ts';

/** A new home with these cases in it, as `claude/main`. */
export function homeWith(...cases: readonly string[]): string {
  const home = mkdtempSync(join(tmpdir(), 'rtk-home-'));
  for (const each of cases) {
    const from = join(import.meta.dirname, each);
    const [agent = ''] = each.split('/');
    const sql = join(from, `${agent}.sql`);
    if (existsSync(sql)) store(join(home, '.local/share', agent), agent, readFileSync(sql, 'utf8'));
    cpSync(from, home, { recursive: true });
  }
  return home;
}

function store(folder: string, agent: string, sql: string): void {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, `${agent}.db`));
  database.exec('pragma journal_mode = wal');
  database.exec(sql);
  database.close();
}

export function placeOf(home: string): Place {
  return here(home, { HOME: home });
}

export async function sourceOf(agent: string): Promise<TranscriptSource> {
  const load = SOURCES[agent];
  if (!load) throw new Error(agent);
  return (await load()).source;
}

export async function sessionsOf(each: string): Promise<{ source: TranscriptSource; transcripts: Transcript[] }> {
  const source = await sourceOf(each.split('/')[0] ?? '');
  return { source, transcripts: [...source.transcripts(placeOf(homeWith(each)), 0)] };
}

export async function stepsOf(each: string): Promise<Step[]> {
  const { source, transcripts } = await sessionsOf(each);
  return transcripts.flatMap((transcript) => [...source.steps(transcript)]);
}
