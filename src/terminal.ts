import { fstatSync } from 'node:fs';

/** Is a terminal behind the descriptor? The module that knows is loaded only if that is possible. */
export function isTerminal(fd: 0 | 1 | 2): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}
