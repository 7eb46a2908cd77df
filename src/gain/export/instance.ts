/** Who exports: a random id, made at the first export and kept, so that the same machine is counted once. It says nothing about the machine. */

import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { putWhole } from '../../io/checked-write.ts';
import { dataDir } from '../../io/paths.ts';
import { crypto } from '../../io/runtime-modules.ts';
import { MIB, readRegular } from '../../io/safe-read.ts';

export interface Instance {
  readonly id: string;
  /** Never leaves the machine; without it nobody can try out which path a hash stands for. */
  readonly salt: string;
}

/** Throws a UsageError where it can be neither read nor kept: a new id each time would count the same tokens again. */
export function instance(): Instance {
  const data = dataDir();
  if (data === undefined) throw new UsageError("export: there is no home to keep this machine's id in; set HOME or XDG_DATA_HOME.");
  const file = join(data, 'instance.json');
  if (!existsSync(file)) create(file);
  return read(file);
}

function read(file: string): Instance {
  try {
    const { id, salt } = JSON.parse(String(readRegular(file, MIB) ?? '')) as Partial<Instance>;
    if (/^[0-9a-f-]{36}$/.test(id ?? '') && /^[0-9a-f]{64}$/.test(salt ?? '')) return { id: id ?? '', salt: salt ?? '' };
  } catch {
    // The sentence below says it.
  }
  throw new UsageError(`${file}: it holds no id; remove it, and this machine counts as a new one.`);
}

/** Whoever is first wins: the file appears whole, and is never replaced. */
function create(file: string): void {
  const made: Instance = { id: crypto().randomUUID(), salt: crypto().randomBytes(32).toString('hex') };
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    putWhole(file, Buffer.from(`${JSON.stringify(made)}\n`), { mode: 0o600, as: 'new' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file}: this machine's id cannot be kept: ${reason}.`);
  }
}
