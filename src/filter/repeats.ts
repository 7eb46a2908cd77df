import { omitted } from '../marks.ts';

/** Equal neighbours from which on they are counted: a blank line or two may be a file's own. */
const MANY = 4;

/** Lines that stand several times one below the other once, and blocks of up to eight lines that do, each with a count. */
export function withoutRepeats(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const { size, times } = blockAt(lines, at);
    shown.push(...lines.slice(at, at + size));
    if (times > 1) shown.push(omitted(size * (times - 1), size === 1 ? 'lines' : 'repeated lines'));
    at += size * times;
  }
  return shown;
}

function blockAt(lines: readonly string[], from: number): { size: number; times: number } {
  for (let size = 1; size <= 8; size++) {
    const times = timesOf(lines, from, size);
    if (times * size >= MANY && times > 1 && lines.slice(from, from + size).some((line) => line.trim() !== '')) return { size, times };
  }
  return { size: 1, times: 1 };
}

function timesOf(lines: readonly string[], from: number, size: number): number {
  let times = 1;
  while (isBlock(lines, from, from + times * size, size)) times++;
  return times;
}

function isBlock(lines: readonly string[], one: number, other: number, size: number): boolean {
  if (other + size > lines.length) return false;
  for (let at = 0; at < size; at++) if (lines[one + at] !== lines[other + at]) return false;
  return true;
}
