import { omitted } from '../marks.ts';

/** Lines of one file: first and last of very many. */
export function window(lines: readonly string[], most: number): string[] {
  if (lines.length <= most + 10) return [...lines];
  const end = Math.floor(most / 3);
  const hidden = lines.length - most;
  return [...lines.slice(0, most - end), omitted(hidden), ...lines.slice(lines.length - end)];
}
