/** Reads the shared corpora: captured outputs of real tools with what must survive. They are not part of this repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  readonly id: string;
  readonly tool: string;
  readonly suite: string;
  readonly cmd: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly folder: string;
}

interface Row {
  readonly id: string;
  readonly tool: string;
  readonly suite: string;
}

/** The folder of the corpora: `$RTK_CORPORA`, else next to the repository; undefined if there is none. */
export function corporaFolder(): string | undefined {
  const root = join(import.meta.dirname, '..');
  const places = [process.env['RTK_CORPORA'], join(root, '../shared/corpora'), join(root, '../../shared/corpora')];
  return places.find((place) => place !== undefined && existsSync(join(place, 'index.jsonl')));
}

/** All cases, in the order of the index. */
export function casesOf(folder: string): Case[] {
  const rows = readFileSync(join(folder, 'index.jsonl'), 'utf8').split('\n').filter(Boolean);
  return rows.map((line) => caseOf(folder, JSON.parse(line) as Row));
}

function caseOf(root: string, { id, tool, suite }: Row): Case {
  const folder = join(root, 'cases', id);
  const read = (name: string) => textOf(join(folder, name));
  return {
    id,
    tool,
    suite,
    folder,
    cmd: read('cmd').trim(),
    exit: Number(read('exit').trim() || 0),
    stdout: read('stdout'),
    stderr: read('stderr'),
  };
}

/** The text of a file, empty if there is none. */
export function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
