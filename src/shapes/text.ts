import type { Text } from '../types.ts';

/** Lines as they are; runs of blank lines become one, but for those of files. */
export function printText(shape: Text): string[] {
  if (shape.content) return [...shape.lines];
  return shape.lines.filter((line, index) => line.trim() !== '' || shape.lines[index - 1]?.trim() !== '');
}
