import { loadConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { tokensOf } from '../filter/tokens.ts';
import { remark, say } from '../io/say.ts';
import { write } from '../io/write.ts';
import { record } from '../journal/record.ts';
import type { StoreEntry } from '../store/files.ts';
import { pruneAll } from '../store/prune.ts';
import { spooled } from '../store/spool.ts';
import { listed, type Recalled, recall } from '../store/store.ts';
import type { recall as defined } from './define/reading.ts';
import type { OptionsOf } from './define/word.ts';
import { countFrom, lineRange } from './line-range.ts';

interface Options {
  readonly id: string;
  readonly lines?: readonly [from: number, to: number];
  readonly grep?: RegExp;
  readonly stderr: boolean;
}

/** `rtk recall <id> [--lines a-b] [--grep re] [--stderr]`, `rtk recall --list`. */
export async function run([id]: readonly string[], given: OptionsOf<typeof defined>): Promise<number> {
  // Whether the journal is written stands there.
  await loadConfig(process.cwd());
  if (given.list) return list(given.json === true);
  const options = optionsOf(id, given);
  const found = recall(options.id);
  if (found.kind === 'expired') {
    remark(`rtk: the text ${options.id} has expired; run it again: ${found.argv.join(' ')}`);
    return 1;
  }
  if (found.kind === 'damaged') {
    const again = found.argv.length > 0 ? `; run it again: ${found.argv.join(' ')}` : '';
    remark(`rtk: the text ${options.id} is not what was written any more, so none of it is shown${again}`);
    return 1;
  }
  if (found.kind === 'unknown') {
    remark(`rtk: there is no text ${options.id}; \`rtk recall --list\` shows what is kept.`);
    return 1;
  }
  const read = { bytes: 0, tokens: 0 };
  const status =
    found.kind === 'spooled'
      ? showBlocks(spooled(found.path), found.entry, { ...options, read })
      : showKept(found.recalled, { ...options, read });
  note(options.id, read, status);
  return status;
}

/** What was asked for again costs the filter that had hidden it. */
function note(id: string, { bytes, tokens }: Read, exit: number): void {
  const facts = {
    command: 'recall',
    level: 'normal',
    recalled: id,
    exit,
    ms: Math.round(performance.now()),
    own: Math.round(performance.now()),
  };
  record({ ...facts, bytes: [0, bytes], tokens: [0, tokens] });
}

interface Read {
  bytes: number;
  tokens: number;
}

function shown(data: Buffer, read: Read): boolean {
  read.bytes += data.length;
  read.tokens += tokensOf(data.toString());
  return write(1, data);
}

type Shown = Options & { readonly read: Read };

function showKept({ entry, stdout, stderr, merged }: Recalled, options: Shown): number {
  const whole = stdout.length > 0 && stderr.length > 0 ? merged : Buffer.concat([stdout, stderr]);
  return showBlocks([options.stderr ? stderr : whole], entry, options);
}

function showBlocks(blocks: Iterable<Buffer>, entry: StoreEntry, options: Shown): number {
  if (entry.cut) remark('rtk: only the beginning of this text was kept; for the whole, run the command again into a file.');
  if (entry.masked) remark('rtk: secrets in this text were masked when it was kept.');
  if (!options.lines && !options.grep) {
    for (const block of blocks) if (!shown(block, options.read)) break;
    return 0;
  }
  let any = false;
  for (const { line, number } of numbered(blocks)) {
    if (options.lines && (number < options.lines[0] || number > options.lines[1])) continue;
    if (options.grep && !options.grep.test(line)) continue;
    any = true;
    if (!shown(Buffer.from(`${line}\n`, 'latin1'), options.read)) break;
  }
  return any || !options.grep ? 0 : 1;
}

/** Lines as Latin-1, so that their bytes stay what they were. */
function* numbered(blocks: Iterable<Buffer>): Generator<{ line: string; number: number }> {
  let number = 0;
  let rest = '';
  for (const block of blocks) {
    const lines = (rest + block.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield { line, number: ++number };
  }
  if (rest !== '') yield { line: rest, number: ++number };
}

function optionsOf(id: string | undefined, { lines, from, grep, stderr, json }: OptionsOf<typeof defined>): Options {
  if (id === undefined) throw new UsageError('recall: give an id, as in `rtk recall 3f9a2c`; `rtk recall --list` shows what is kept.');
  if (lines !== undefined && from !== undefined)
    throw new UsageError('recall: --lines and --from ask for different lines; give one of them.');
  if (json) throw new UsageError('recall: --json is the form of the list; use `rtk recall --list --json`.');
  const range = from === undefined ? undefined : ([countFrom('--from', from, 'number of a line'), Number.POSITIVE_INFINITY] as const);
  return {
    id,
    stderr: stderr === true,
    ...(range ? { lines: range } : {}),
    ...(lines === undefined ? {} : { lines: lineRange(lines) }),
    ...(grep === undefined ? {} : { grep: pattern(grep) }),
  };
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(Buffer.from(text).toString('latin1'));
  } catch {
    throw new UsageError(`--grep: \`${text}\` is not a valid regular expression.`);
  }
}

function list(json: boolean): number {
  const { kept, damaged } = listed();
  if (json) {
    const rows = kept.map(({ id, at, bytes, entry: { exit, argv, masked } }) => ({ id, at, bytes, exit, argv, masked }));
    say(JSON.stringify(rows, null, 2));
    return 0;
  }
  const rows = kept.map(
    ({ id, at, bytes, entry }) => `${id}  ${at.toISOString().slice(0, 16)}  exit ${entry.exit}  ${bytes} bytes  ${entry.argv.join(' ')}`,
  );
  say(rows.length > 0 ? rows.join('\n') : 'Nothing is kept yet.');
  if (damaged > 0) remark(`rtk: ${damaged} damaged ${damaged === 1 ? 'entry is' : 'entries are'} left out.`);
  pruneAll();
  return 0;
}
