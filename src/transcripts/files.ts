/** Where transcripts lie: folders looked through, what cannot be looked into left out. */

import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface FoundFile {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Files under `folder`, at most `depth` folders down, whose name matches and that were written to since `since`. */
export function* filesUnder(folder: string, name: RegExp, since: number, depth = 4): Generator<FoundFile> {
  for (const entry of entriesOf(folder)) {
    const file = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) yield* filesUnder(file, name, since, depth - 1);
    else if (!entry.isDirectory() && name.test(entry.name)) {
      const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
      if (modified !== undefined && modified >= since) yield { file, modified };
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
