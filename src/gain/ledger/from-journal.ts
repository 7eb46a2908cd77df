/** Journal → ledger: each line once, however often and by however many it is called. */

import { type JournalFile, journalFiles, linesFrom, tidy } from '../../journal/files.ts';
import type { HookEvent, InstructionsEvent, JournalLine, Saving } from '../../journal/line.ts';
import { type Account, accountOf, addNeighbour, type Earlier, groupOf, type Neighbours, neighboursOf, WITHIN } from './charges.ts';
import { DAYS, inTransaction, type Ledger } from './ledger.ts';
import { type ReadingProgress, reading } from './progress.ts';
import { addTo, newSums, type Sums, sizeOf, writeSums } from './sums.ts';

/** Rows of sums that are held in memory. */
const ROWS = 5000;
/** Lines after which what has been read is in the ledger for good. */
const PART = 20_000;

const DAY = 24 * 3600 * 1000;

export interface FoldedJournal {
  readonly lines: number;
  /** Lines that were no JSON, or cut off. */
  readonly damaged: number;
}

/** Reads what is new in the journal. */
export function fold(ledger: Ledger, now: number): FoldedJournal {
  if (!isBehind(ledger, journalFiles())) return { lines: 0, damaged: 0 };
  // Runs are looked up by their handles, which stand in no order: what is looked at often stays in memory.
  ledger.exec('pragma cache_size = -65536');
  return inTransaction(ledger, () => {
    const files = journalFiles();
    const folding = startFolding(ledger);
    folding.reading = reading(files.reduce((sum, file) => sum + unreadOf(ledger, file), 0));
    for (const file of files) foldFile(ledger, file, folding);
    folding.reading.end();
    writeSums(ledger, folding.sums);
    forget(ledger, now - DAYS * DAY);
    tidy(files, now, now - DAYS * DAY);
    return { lines: folding.lines, damaged: folding.damaged };
  });
}

/** Bytes of the journal that are not in the ledger yet; Infinity where a packed one is not. */
export function unread(ledger: Ledger): number {
  const left = journalFiles().map((file) =>
    file.packed && offsetIn(ledger, file) === undefined ? Number.POSITIVE_INFINITY : unreadOf(ledger, file),
  );
  return left.reduce((sum, bytes) => sum + bytes, 0);
}

/** Nobody knows it of a packed one. */
function unreadOf(ledger: Ledger, file: JournalFile): number {
  return file.packed ? 0 : Math.max(0, file.size - (offsetIn(ledger, file) ?? 0));
}

function isBehind(ledger: Ledger, files: readonly JournalFile[]): boolean {
  return files.some((file) => {
    const known = offsetIn(ledger, file);
    return known === undefined || (!file.packed && known < file.size);
  });
}

function offsetIn(ledger: Ledger, { id }: JournalFile): number | undefined {
  const row = ledger.prepare('select offset from source where id = ?').get(id);
  return row === undefined ? undefined : Number(row['offset']);
}

interface Folding {
  lines: number;
  /** Bytes so far, for whoever waits. */
  bytes: number;
  sinceCommit: number;
  reading: ReadingProgress;
  damaged: number;
  readonly sums: Sums;
  readonly neighbours: Neighbours;
  readonly rewritten: Map<string, HookEvent>;
  readonly hidBy: (handle: string) => Owner | undefined;
  readonly put: (saving: Saving) => void;
  readonly putHook: (event: HookEvent) => void;
  readonly putInstructions: (event: InstructionsEvent) => void;
}

/** The run that a charge goes to, as far as sums need it. */
interface Owner {
  readonly id: number;
  readonly command: string;
  readonly filter: string;
}

function foldFile(ledger: Ledger, file: JournalFile, folding: Folding): void {
  const known = offsetIn(ledger, file);
  if (known !== undefined && (file.packed || known >= file.size)) return;
  let offset = known ?? 0;
  for (const { line, end } of linesFrom(file, offset)) {
    folding.bytes += end - offset;
    offset = end;
    if (line === undefined) folding.damaged++;
    else take(line, folding);
    if (sizeOf(folding.sums) >= ROWS) writeSums(ledger, folding.sums);
    if (++folding.sinceCommit < PART) continue;
    folding.reading.at(folding.bytes);
    // What has been read so far counts, whatever happens to the rest: a large journal is read in parts.
    folding.sinceCommit = 0;
    writeSums(ledger, folding.sums);
    noteOffset(ledger, file, offset);
    ledger.exec('commit; begin immediate');
    // Somebody who waited may have read on meanwhile.
    if (offsetIn(ledger, file) !== offset) return;
  }
  noteOffset(ledger, file, offset);
}

function noteOffset(ledger: Ledger, file: JournalFile, offset: number): void {
  ledger
    .prepare('insert into source (id, at, offset) values (?, ?, ?) on conflict (id) do update set offset = excluded.offset')
    .run(file.id, Date.now(), offset);
}

function take(line: JournalLine, folding: Folding): void {
  folding.lines++;
  if (line.event === 'hook') folding.putHook(line);
  else if (line.event === 'instructions') folding.putInstructions(line);
  else folding.put(line);
}

function startFolding(ledger: Ledger): Folding {
  const hook = ledger.prepare('insert into hook (at, agent, session, call, did, why, same, own) values (?, ?, ?, ?, ?, ?, ?, ?)');
  const instructions = ledger.prepare('insert into instructions (at, agent, project, tokens) values (?, ?, ?, ?)');
  const ownerOf = ledger.prepare('select id, command, filter from run where handle = ? order by id desc limit 1');
  const ownerById = ledger.prepare('select id, command, filter from run where id = ?');
  const put = putter(ledger);
  const owner = (row: Record<string, unknown> | undefined): Owner | undefined =>
    row && { id: Number(row['id']), command: String(row['command']), filter: String(row['filter']) };
  const folding: Folding = {
    lines: 0,
    bytes: 0,
    sinceCommit: 0,
    reading: { at() {}, end() {} },
    damaged: 0,
    sums: newSums(),
    neighbours: neighboursIn(ledger),
    rewritten: rewrittenIn(ledger),
    hidBy: (handle) => owner(ownerOf.get(handle)),
    put: (saving) => {
      const run = withSession(saving, folding.rewritten);
      const group = groupOf(run);
      const account = accountOf(run, neighboursOf(folding.neighbours, group, run.at), (handle) => folding.hidBy(handle)?.id);
      const id = put(run, account);
      addNeighbour(folding.neighbours, earlierOf(run, id, group));
      addTo(folding.sums, run, { ...account, owner: account.to === undefined ? undefined : owner(ownerById.get(account.to)) });
    },
    putHook: (event) => {
      for (const same of event.same ?? []) folding.rewritten.set(same, event);
      hook.run(
        event.at,
        event.agent,
        event.session ?? '',
        event.call ?? null,
        event.did,
        event.why ?? null,
        event.same?.join(' ') ?? null,
        event.own,
      );
    },
    putInstructions: ({ at, agent, project, tokens }) => instructions.run(at, agent, project ?? '', tokens),
  };
  return folding;
}

/** A rewritten command is told by the hook whose call it was. */
function withSession(run: Saving, rewritten: Map<string, HookEvent>): Saving {
  if (run.via !== undefined || run.same === undefined) return run;
  const event = rewritten.get(run.same);
  if (!event || run.at - event.at > WITHIN || (run.agent !== undefined && run.agent !== event.agent)) return run;
  rewritten.delete(run.same);
  const { agent, session = run.session, call } = event;
  return { ...run, agent, ...(session === undefined ? {} : { session }), ...(call === undefined ? {} : { call }) };
}

function putter(ledger: Ledger): (run: Saving, account: Account) => number {
  const insert =
    ledger.prepare(`insert into run (at, project, agent, session, command, filter, level, exit, bytes, bytes_shown, seen, raw, base, shown, ms, own,
    handle, hidden, recalled, via, call, why, same, about, charge, charged_to) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return (run, { base, shown, charge, to }) => {
    const { at, project = '', agent = '', session = '', command, filter = '', level, exit = null } = run;
    const [bytes = null, bytesShown = null] = run.bytes ?? [];
    const { handle = null, hidden = 0, recalled = null, via = null, call = null, why = null, same = '', about = '' } = run;
    const sizes = [bytes, bytesShown, run.tokens ? 1 : 0, run.tokens?.[0] ?? 0, base, shown, run.ms, run.own ?? 0] as const;
    const tail = [handle, hidden, recalled, via, call, why, same, about, charge ?? null, to ?? null] as const;
    return Number(insert.run(at, project, agent, session, command, filter, level, exit, ...sizes, ...tail).lastInsertRowid);
  };
}

function earlierOf(run: Saving, id: number, group: string): Earlier {
  const { at, same = '', about = '', level, hidden = 0, via, tokens: [raw] = [0], bytes: [bytes, shown] = [0, 0] } = run;
  const changed = via !== 'seen' && bytes !== shown;
  return { id, at, group, same, about, level, raw, bytes, changed, hidden };
}

/** The runs before the ones that come now, so that folding in two parts gives the same as folding in one. */
function neighboursIn(ledger: Ledger): Neighbours {
  const neighbours: Neighbours = new Map();
  const last = Number(ledger.prepare('select max(id) as id from run').get()?.['id'] ?? 0);
  const rows = ledger
    .prepare(
      'select id, at, project, agent, session, same, about, level, raw, bytes, bytes_shown, via, hidden from run where id > ? order by id',
    )
    .all(last - 2000);
  for (const row of rows) {
    const text = (name: string) => String(row[name] ?? '');
    const [session, agent, project] = [text('session'), text('agent'), text('project')];
    const group = groupOf({ ...(session && { session }), ...(agent && { agent }), ...(project && { project }) });
    const changed = text('via') !== 'seen' && row['bytes'] !== row['bytes_shown'];
    const marks = { same: text('same'), about: text('about'), level: text('level') };
    const sizes = { raw: Number(row['raw']), bytes: Number(row['bytes'] ?? 0) };
    addNeighbour(neighbours, {
      id: Number(row['id']),
      at: Number(row['at']),
      group,
      ...marks,
      ...sizes,
      changed,
      hidden: Number(row['hidden']),
    });
  }
  return neighbours;
}

/** Rewritten commands whose runs have not come yet. */
function rewrittenIn(ledger: Ledger): Map<string, HookEvent> {
  const rows = ledger
    .prepare(
      `select at, agent, session, call, same from hook where did = 'rewrote' and at > (select max(at) from hook) - ${WITHIN}
       and not exists (select 1 from run where run.call = hook.call and run.via is null and run.at >= hook.at)`,
    )
    .all();
  const found = new Map<string, HookEvent>();
  for (const { at, agent, session, call, same } of rows) {
    const event: HookEvent = {
      ...{ v: 1, event: 'hook', did: 'rewrote', at: Number(at), agent: String(agent), own: 0 },
      ...(session ? { session: String(session) } : {}),
      ...(call ? { call: String(call) } : {}),
    };
    for (const each of String(same ?? '').split(' ')) found.set(each, event);
  }
  return found;
}

/** Runs past their time live on in the sums of their days. */
function forget(ledger: Ledger, before: number): void {
  ledger.prepare('delete from run where at < ?').run(before);
  ledger.prepare('delete from hook where at < ?').run(before);
}
