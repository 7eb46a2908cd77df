import { readFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** The file's bytes (`-` is standard input), or a sentence that names it. */
export function fileBytes(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'this is a folder'
          : code === 'EACCES'
            ? 'it may not be read'
            : String(code);
    throw new UsageError(`${path}: ${reason}; give a file that can be read.`);
  }
}
