/** Forgets everything that was counted. */

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { journal, recordEvent } from '../../journal/record.ts';
import { inTransaction, type Ledger, ledgerFile } from './ledger.ts';
import { withBooks } from './open.ts';

const TABLES = ['source', 'run', 'hook', 'instructions', 'sum', 'session_sum', 'imported', 'transcript'];

/** The ledger, older damaged ones, and the journals, as they are on disk. */
export function filesToReset(): string[] {
  return [...journals(), ...ledgers()];
}

/**
 * Journals first, while no one can fold them, and the ledger emptied before its files go: stopped at any point, nothing comes back twice or in part.
 * Instruction text that is in place goes on to cost what it costs.
 */
export function reset(): string[] {
  const files = filesToReset();
  const inForce = emptied();
  for (const file of filesToReset()) rmSync(file, { force: true });
  for (const each of inForce) recordEvent({ event: 'instructions', ...each });
  return files;
}

interface Instructions {
  readonly agent: string;
  readonly project?: string;
  readonly tokens: number;
}

/** A ledger that cannot be opened goes as it is. */
function emptied(): Instructions[] {
  try {
    return withBooks((ledger) =>
      inTransaction(ledger, () => {
        const found = instructionsIn(ledger);
        for (const file of journals()) rmSync(file, { force: true });
        for (const table of TABLES) ledger.exec(`delete from ${table}`);
        return found;
      }),
    );
  } catch {
    return [];
  }
}

function instructionsIn(ledger: Ledger): Instructions[] {
  const rows = ledger.prepare('select agent, project, tokens from instructions order by at').all();
  const latest = new Map(rows.map((row) => [`${row['agent']}\0${row['project']}`, row]));
  return [...latest.values()]
    .map(({ agent, project, tokens }) => ({
      agent: String(agent),
      ...(project ? { project: String(project) } : {}),
      tokens: Number(tokens),
    }))
    .filter(({ tokens }) => tokens > 0);
}

function journals(): string[] {
  return beside(journal(), /^journal(?:-\d+-[0-9a-f]+)?\.jsonl(?:\.gz)?(?:\.tmp)?$/);
}

function ledgers(): string[] {
  return beside(ledgerFile(), /^ledger\.db(?:\.damaged-[\dTZ-]+)?(?:-wal|-shm)?$/);
}

function beside(file: string | undefined, names: RegExp): string[] {
  if (file === undefined || !existsSync(dirname(file))) return [];
  const found = readdirSync(dirname(file)).filter((name) => names.test(name));
  // The file itself goes last: what stands beside it is of no use alone.
  return found.sort((a, b) => Number(a === basename(file)) - Number(b === basename(file))).map((name) => join(dirname(file), name));
}
