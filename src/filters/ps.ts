import { omitted } from '../marks.ts';
import { clipped } from '../readers/clip.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

const CAP = CAPS.processes;

export default {
  about: 'ps: columns without padding; threads of the kernel counted, very long command lines cut and counted',
  command: ['ps'],
  unless: ['-o', '-O', 'o', '--format', '-Z', '-L', '-H', '--forest', 'f', 'auxf', 'axf', 'faux'],
  parse(run: Run): Shape | undefined {
    const [header = '', ...rows] = linesOf(run.text);
    if (!/^(?=.*\bPID\b).*\b(?:CMD|COMMAND)$/.test(header)) return undefined;
    const columns = header.trim().split(/ +/).length;
    const own = rows.filter((row) => !isKernel(row));
    const shown = own.slice(0, CAP[run.level]);
    const [hidden, kernel] = [own.length - shown.length, rows.length - own.length];
    const lines = [header, ...shown].map((row) => clipped(unpadded(row, columns)));
    return {
      kind: 'text',
      content: true,
      lines: [...lines, ...(hidden > 0 ? [omitted(hidden, 'processes')] : []), ...(kernel > 0 ? [omitted(kernel, 'kernel threads')] : [])],
    };
  },
} satisfies Filter;

// "root  9  0.0  0.0  0  0 ?  I<  10:02  0:00 [kworker/0:1H]"
function isKernel(row: string): boolean {
  return row.length < 160 && /^[^?]*\? .* \[[\w/:.+\-@]+\]$/.test(row);
}

/** The last column is the command as it was typed: blanks in it stay. */
function unpadded(row: string, columns: number): string {
  let at = 0;
  const cells: string[] = [];
  for (let i = 1; i < columns; i++) {
    const match = /^\s*(\S+)\s+/.exec(row.slice(at));
    if (!match) return row;
    cells.push(match[1] ?? '');
    at += match[0].length;
  }
  return [...cells, row.slice(at)].join(' ');
}
