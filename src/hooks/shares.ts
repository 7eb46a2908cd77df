/** How the parts of a text share the window of the one who reads it. */

export interface Sized {
  readonly size: number;
  /** Its lines may be a file's. */
  readonly isFile: boolean;
}

/** Characters that each part may have: all where the whole fits. Else what is no file makes room first, and small parts stay whole. */
export function sharesOf(parts: readonly Sized[], window: number): number[] {
  if (window === 0 || sizeOf(parts) <= window) return parts.map(() => window);
  const files = parts.filter(({ isFile }) => isFile);
  const others = parts.filter(({ isFile }) => !isFile);
  const room = Math.max(window - sizeOf(files), Math.min(sizeOf(others), Math.floor(window / 4)));
  const [ofFile, ofOther] = [fairShare(files, window - room), fairShare(others, room)];
  return parts.map(({ size, isFile }) => Math.max(1, Math.min(size, Math.floor(isFile ? ofFile : ofOther))));
}

function sizeOf(parts: readonly Sized[]): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}

/** What each may have at most, so that all of them keep within `room`. */
function fairShare(parts: readonly Sized[], room: number): number {
  let left = room;
  const sizes = parts.map(({ size }) => size).sort((a, b) => a - b);
  for (const [index, size] of sizes.entries()) {
    const share = left / (sizes.length - index);
    if (size > share) return share;
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}
