import { fstatSync, statSync } from 'node:fs';

/** Is a terminal behind the descriptor? The module that knows is loaded only if that is possible: most agents give their commands /dev/null to read. */
export function isTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && !goesNowhere(fd) && process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

/** Is it /dev/null? */
export function goesNowhere(fd: number): boolean {
  try {
    const there = fstatSync(fd);
    return there.isCharacterDevice() && there.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}
