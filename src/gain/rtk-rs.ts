/** What rtk-rs has counted, taken over once: by its own count, and of each command its shape only. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parsedToml } from '../config.ts';
import { UsageError } from '../errors.ts';
import { configDir } from '../paths.ts';
import { inTransaction, type Ledger } from './ledger.ts';
import { shapeOfLine } from './line-shape.ts';

export interface Import {
  /** Rows that came now, and rows that had come before. */
  readonly added: number;
  readonly known: number;
}

/** Milliseconds to wait for a program that writes to it. */
const PATIENCE = 2000;

/** All rows or none. The file is opened for reading only. Throws a UsageError for what is no such file. */
export function importRtkRs(ledger: Ledger, file: string): Import {
  if (!existsSync(file)) throw new UsageError(`--import-rtk-rs: there is no database of rtk-rs at ${file}; name it: --import-rtk-rs FILE.`);
  try {
    return reading(file, (peer) => inTransaction(ledger, () => copied(peer, ledger, file)));
  } catch (error) {
    throw sentence(error, file);
  }
}

/** Where rtk-rs keeps it, unless told otherwise in its environment or configuration. */
export async function rtkRsFile(): Promise<string> {
  return process.env['RTK_DB_PATH'] || (await configured()) || join(localData(), 'rtk', 'history.db');
}

/** `[tracking] database_path`; rtk-rs has a file of the same name as ours. */
async function configured(): Promise<string | undefined> {
  const file = join(configDir() ?? '', 'config.toml');
  if (!existsSync(file)) return undefined;
  const { tracking } = await parsedToml(file);
  const path = typeof tracking === 'object' && tracking !== null && 'database_path' in tracking ? tracking.database_path : undefined;
  return typeof path === 'string' ? path : undefined;
}

function localData(): string {
  const home = process.env['HOME'] ?? '';
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? home;
  return process.env['XDG_DATA_HOME'] || join(home, '.local', 'share');
}

function reading<T>(file: string, work: (peer: DatabaseSync) => T): T {
  const peer = new DatabaseSync(file, { readOnly: true });
  try {
    peer.exec(`pragma busy_timeout = ${PATIENCE}`);
    return work(peer);
  } finally {
    peer.close();
  }
}

function copied(peer: DatabaseSync, ledger: Ledger, file: string): Import {
  const columns = new Set(
    peer
      .prepare('pragma table_info(commands)')
      .all()
      .map(({ name }) => String(name)),
  );
  if (columns.size === 0) throw new UsageError(`--import-rtk-rs: ${file} is no database of rtk-rs: it has no table \`commands\`.`);
  for (const name of ['timestamp', 'original_cmd', 'input_tokens', 'output_tokens', 'saved_tokens'])
    if (!columns.has(name))
      throw new UsageError(
        `--import-rtk-rs: the table \`commands\` in ${file} has no column \`${name}\`; rtk does not know this version of it.`,
      );
  // Older versions lack the last two.
  const optional = (name: string, otherwise: string) => (columns.has(name) ? name : `${otherwise} as ${name}`);
  const rows = peer.prepare(
    `select rowid as id, timestamp, original_cmd, input_tokens, output_tokens, saved_tokens, ${optional('exec_time_ms', '0')}, ${optional('project_path', "''")} from commands order by rowid`,
  );
  const put = ledger.prepare(
    'insert or ignore into imported (key, at, command, project, input, output, saved, ms) values (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const found = { added: 0, known: 0 };
  for (const row of rows.iterate()) {
    if (put.run(...valuesOf(row as Row)).changes === 0) found.known++;
    else found.added++;
  }
  return found;
}

type Row = Readonly<Record<string, unknown>>;

/** The same command at the same time with the same sizes may have run twice: only the row's number tells. */
function valuesOf(row: Row): (string | number)[] {
  const number = (name: string) => Math.round(Number(row[name] ?? 0)) || 0;
  const [input, output, saved] = [number('input_tokens'), number('output_tokens'), number('saved_tokens')];
  const key = [row['id'], row['timestamp'], input, output, saved].join(' ');
  const at = Date.parse(String(row['timestamp'] ?? ''));
  const command = shapeOfLine(String(row['original_cmd'] ?? ''));
  return [key, Number.isNaN(at) ? 0 : at, command, String(row['project_path'] ?? ''), input, output, saved, number('exec_time_ms')];
}

/** What SQLite says of a file, for its owner. */
function sentence(error: unknown, file: string): unknown {
  const { errcode = 0, message = '' } = error as { errcode?: number; message?: string };
  if (error instanceof UsageError) return error;
  if ([5, 6].includes(errcode & 0xff) || /locked/.test(message))
    return new UsageError(`--import-rtk-rs: ${file} is in use by another program; nothing was imported, try again.`);
  if ([11, 26].includes(errcode & 0xff) || /malformed|not a database/.test(message))
    return new UsageError(`--import-rtk-rs: ${file} is damaged or no SQLite database (${message}); nothing was imported.`);
  return new UsageError(`--import-rtk-rs: ${file} cannot be read (${message}); nothing was imported.`);
}
