import type { Text } from '../types.ts';

/** Lines as they are; runs of blank lines become one. */
export function printText(shape: Text): string[] {
  return shape.lines.filter((line, index) => line.trim() !== '' || shape.lines[index - 1]?.trim() !== '');
}
