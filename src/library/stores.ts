/** Where a program's raw texts are kept: in memory, in rtk's own store, or wherever the program says. */

import { readsSecrets } from '../store/secrets.ts';
import { spooled } from '../store/spool.ts';
import { hashOf, keep, type Raw, recall, textOf } from '../store/store.ts';
import type { RecallOptions, Store, StoreOption } from './types.ts';

/** Keeps a raw text and answers with its handle, the same as rtk's own store would give it. */
type Keep = (raw: Raw) => string | undefined;

export interface OpenedStore {
  readonly keep: Keep;
  readonly store?: Store;
}

export function opened(option: StoreOption | undefined): OpenedStore {
  if (option === undefined) return { keep: () => undefined };
  if (option === 'disk') return { keep, store: DISK };
  const store = option === 'memory' ? inMemory() : option;
  return { keep: (raw) => keptIn(store, raw), store };
}

export function inMemory(maxBytes = 64 * 1024 * 1024): Store {
  const texts = new Map<string, string>();
  let size = 0;
  return {
    keep: ({ handle, text }) => {
      const bytes = text.length * 2;
      if (bytes > maxBytes) return false;
      if (!texts.has(handle)) size += bytes;
      texts.set(handle, text);
      for (const [oldest, old] of texts) {
        if (size <= maxBytes) break;
        texts.delete(oldest);
        size -= old.length * 2;
      }
      return true;
    },
    text: (handle) => texts.get(handle),
  };
}

/** Six digits of the content's hash, more where six are taken by another text. */
function keptIn(store: Store, raw: Raw): string | undefined {
  if (readsSecrets(raw.argv)) return undefined;
  const kept = textOf(raw);
  const hash = hashOf(raw, kept);
  const text = kept.data.toString('utf8', 0, kept.stdout + kept.stderr);
  for (let digits = 6; digits < hash.length; digits += 4) {
    const handle = hash.slice(0, digits);
    const there = store.text(handle);
    if (there === undefined) return store.keep({ handle, command: raw.argv, text }) ? handle : undefined;
    if (there === text) return handle;
  }
  return undefined;
}

/** What `rtk recall` gives back. */
const DISK: Store = {
  keep: () => false,
  text: (handle) => {
    const found = recall(handle);
    if (found.kind === 'spooled') return Buffer.concat([...spooled(found.path)]).toString();
    if (found.kind !== 'found') return undefined;
    const { stdout, stderr, merged } = found.recalled;
    return (stdout.length > 0 && stderr.length > 0 ? merged : Buffer.concat([stdout, stderr])).toString();
  },
};

export function recalled(handle: string, { store = DISK, lines, grep }: RecallOptions = {}): string | undefined {
  const text = store.text(handle);
  if (text === undefined || (!lines && grep === undefined)) return text;
  const pattern = grep === undefined ? undefined : new RegExp(grep);
  const [from, to] = lines ?? [1, Number.POSITIVE_INFINITY];
  const all = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  return all
    .filter((line, at) => at + 1 >= from && at + 1 <= to && (pattern?.test(line) ?? true))
    .map((line) => `${line}\n`)
    .join('');
}
