/** The ledger: the journal's runs and their sums in SQLite. A damaged file is set aside and made anew from what can be read. */

import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UsageError } from '../../errors.ts';
import { unwell } from '../../io/health.ts';
import { isRegular } from '../../io/open-regular.ts';
import { dataDir } from '../../io/paths.ts';

export type Ledger = DatabaseSync;

/** Days in which each run is kept; older ones live on in the sums. */
export const DAYS = 90;

const VERSION = 1;
/** Milliseconds to wait for another writer. */
const PATIENCE = 10_000;

const FIGURES = `runs integer not null, unseen integer not null, failed integer not null, larger integer not null, raw integer not null, base integer not null,
  shown integer not null, charged integer not null, ms real not null, own real not null`;

const SCHEMA = `
create table source (id text primary key, at integer not null, offset integer not null) without rowid;
create table run (
  id integer primary key, at integer not null, project text not null, agent text not null, session text not null, command text not null, filter text not null,
  level text not null, exit integer, bytes integer, bytes_shown integer, seen integer not null, raw integer not null, base integer not null, shown integer not null,
  ms real not null, own real not null, handle text, hidden integer not null, recalled text, via text, call text, why text, same text not null, about text not null, charge text, charged_to integer
);
create index run_at on run (at);
create index run_handle on run (handle) where handle is not null;
create index run_session on run (session, at) where session <> '';
create table hook (at integer not null, agent text not null, session text not null, call text, did text not null, why text, same text, own real not null);
create index hook_at on hook (at);
create table instructions (at integer not null, agent text not null, project text not null, tokens integer not null);
create table sum (
  day text not null, project text not null, agent text not null, command text not null, filter text not null, ${FIGURES},
  primary key (day, project, agent, command, filter)
) without rowid;
create table session_sum (
  day text not null, project text not null, agent text not null, session text not null, ${FIGURES},
  rereads integer not null default 0,
  primary key (day, project, agent, session)
) without rowid;
create table imported (
  key text primary key, at integer not null, command text not null, project text not null, input integer not null, output integer not null, saved integer not null, ms integer not null
) without rowid;
create table transcript (
  agent text not null, session text not null, file text not null, modified real not null, last integer not null, model text not null, turns integer not null,
  primary key (agent, session)
) without rowid;
pragma user_version = ${VERSION};
`;

export function ledgerFile(): string | undefined {
  const data = dataDir();
  return data === undefined ? undefined : join(data, 'ledger.db');
}

/** Runs `work` on the ledger. Where there is no place to write, in memory: then every journal line is read each time. */
export function withLedger<T>(work: (ledger: Ledger) => T, salvage: (ledger: Ledger, damaged: string) => void): T {
  const file = ledgerFile();
  if (file === undefined) return used(inMemory(), work);
  try {
    return used(opened(file), work);
  } catch (error) {
    if (isDamage(error)) {
      const damaged = setAside(file);
      return used(opened(file), (ledger) => {
        salvage(ledger, damaged);
        return work(ledger);
      });
    }
    if (isReadOnly(error)) return used(inMemory(), work);
    throw error;
  }
}

function used<T>(ledger: Ledger, work: (ledger: Ledger) => T): T {
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}

function inMemory(): Ledger {
  const ledger = new DatabaseSync(':memory:');
  ledger.exec(SCHEMA);
  return ledger;
}

function opened(file: string): Ledger {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  else if (!isRegular(file)) throw new UsageError(`${file}: this is no file; move it away, and a new ledger is made from the journal.`);
  const ledger = new DatabaseSync(file);
  try {
    ledger.exec(`pragma busy_timeout = ${PATIENCE}; pragma journal_mode = wal; pragma synchronous = normal`);
    if (versionOf(ledger) !== VERSION) inTransaction(ledger, () => migrate(ledger));
    return ledger;
  } catch (error) {
    ledger.close();
    throw error;
  }
}

/** All or nothing; other writers wait. */
export function inTransaction<T>(ledger: Ledger, work: () => T): T {
  ledger.exec('begin immediate');
  try {
    const result = work();
    ledger.exec('commit');
    return result;
  } catch (error) {
    ledger.exec('rollback');
    throw error;
  }
}

/** Another process may have made it while we waited. */
function migrate(ledger: Ledger): void {
  const version = versionOf(ledger);
  if (version === 0) ledger.exec(SCHEMA);
  else if (version !== VERSION)
    throw new UsageError(
      `${ledgerFile()}: it is of version ${version}, which this rtk does not know; use the newer rtk, or move the file away.`,
    );
}

function versionOf(ledger: Ledger): number {
  return Number(ledger.prepare('pragma user_version').get()?.['user_version']);
}

function setAside(file: string): string {
  const aside = `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, '')}`;
  for (const part of ['', '-wal', '-shm']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  unwell(`the ledger was damaged and has been made anew; the old one is ${aside}`);
  return aside;
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, and a schema that lacks what its version promises. */
function isDamage(error: unknown): boolean {
  if (error instanceof UsageError) return false;
  const { errcode, message = '' } = error as { errcode?: number; message?: string };
  return (
    errcode === 11 || errcode === 26 || ((errcode ?? 0) & 0xff) === 11 || /malformed|not a database|no such (?:table|column)/.test(message)
  );
}

/** SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM and a folder that cannot be made. */
function isReadOnly(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return [3, 8, 14].includes((errcode ?? 0) & 0xff) || ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR'].includes(code ?? '');
}
