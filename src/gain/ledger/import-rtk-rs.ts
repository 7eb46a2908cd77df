/** What rtk-rs has counted, taken over once: by its own count, and of each command its shape only. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { settingsFor } from '../../config/config.ts';
import { UsageError } from '../../errors.ts';
import { isRegular } from '../../io/open-regular.ts';
import { shapeOfLine } from '../../journal/shell-line-shape.ts';
import { inTransaction, type Ledger } from './ledger.ts';

export interface Import {
  /** Rows that came now, and rows that had come before. */
  readonly added: number;
  readonly known: number;
}

/** Milliseconds to wait for a program that writes to it. */
const PATIENCE = 2000;

/** All rows or none; nothing is written to the file. Throws a UsageError for what is no such file. */
export function importRtkRs(ledger: Ledger, file: string): Import {
  if (!isRegular(file)) throw new UsageError(`--import-rtk-rs: there is no database of rtk-rs at ${file}; name it: --import-rtk-rs FILE.`);
  return inTransaction(ledger, () => {
    const put = ledger.prepare(
      'insert or ignore into imported (key, at, command, project, input, output, saved, ms) values (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const found = { added: 0, known: 0 };
    for (const row of rowsIn(file)) {
      if (put.run(...valuesOf(row)).changes === 0) found.known++;
      else found.added++;
    }
    return found;
  });
}

/** Where rtk-rs keeps it, unless told otherwise in its environment or configuration. */
export async function rtkRsFile(): Promise<string> {
  return process.env['RTK_DB_PATH'] || (await configured()) || join(localData(), 'rtk', 'history.db');
}

/** `[tracking] database_path`; rtk-rs has a file of the same name as ours. */
async function configured(): Promise<string | undefined> {
  const paths = (await settingsFor(undefined)).map(({ data: { tracking } }) =>
    typeof tracking === 'object' && tracking !== null && 'database_path' in tracking ? tracking.database_path : undefined,
  );
  return paths.findLast((path) => typeof path === 'string');
}

function localData(): string {
  const home = process.env['HOME'] ?? '';
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? home;
  return process.env['XDG_DATA_HOME'] || join(home, '.local', 'share');
}

function* rowsIn(file: string): Generator<Row> {
  let peer: DatabaseSync | undefined;
  try {
    peer = opened(file);
    for (const row of peer.prepare(queryFor(peer, file)).iterate()) yield row;
  } catch (error) {
    throw sentence(error, file);
  } finally {
    peer?.close();
  }
}

/** SQLite would leave two files beside one that nobody has open. */
function opened(file: string): DatabaseSync {
  const alone = !['-wal', '-journal'].some((end) => existsSync(file + end));
  const url = pathToFileURL(file);
  if (alone) url.searchParams.set('immutable', '1');
  const peer = new DatabaseSync(alone ? url : file, { readOnly: true });
  peer.exec(`pragma busy_timeout = ${PATIENCE}`);
  return peer;
}

/** Older versions lack the last two columns. */
function queryFor(peer: DatabaseSync, file: string): string {
  const info = peer.prepare('pragma table_info(commands)').all();
  const columns = new Set(info.map(({ name }) => String(name)));
  if (columns.size === 0) throw new UsageError(`--import-rtk-rs: ${file} is no database of rtk-rs: it has no table \`commands\`.`);
  const missing = NEEDED.find((name) => !columns.has(name));
  if (missing)
    throw new UsageError(
      `--import-rtk-rs: the table \`commands\` in ${file} has no column \`${missing}\`; rtk does not know this version of it.`,
    );
  const optional = (name: string, otherwise: string) => (columns.has(name) ? name : `${otherwise} as ${name}`);
  return `select rowid as id, ${NEEDED.join(', ')}, ${optional('exec_time_ms', '0')}, ${optional('project_path', "''")} from commands order by rowid`;
}

const NEEDED = ['timestamp', 'original_cmd', 'input_tokens', 'output_tokens', 'saved_tokens'];

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
