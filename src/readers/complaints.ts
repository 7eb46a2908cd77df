/** Where both streams come as one text: the tool's complaints about single operands, apart from its answer. */

import { linesOf } from '../text.ts';
import type { Run } from '../types.ts';

// rg: "nope: No such file or directory (os error 2)"; fd: "[fd error]: Search path 'nope' is not a directory."
const OTHER = /: .*\(os error \d+\)$|^\[fd error\]: /;

// "grep: nope: No such file or directory", "ls: cannot open directory 'x': Permission denied"
export function withoutComplaints({ argv, text }: Run): { readonly text: string; readonly complaints: readonly string[] } {
  const program = `${argv[0] ?? ''}: `;
  const isComplaint = (line: string) => (line.startsWith(program) && !line.includes('binary file matches')) || OTHER.test(line);
  const lines = linesOf(text);
  const complaints = lines.filter(isComplaint);
  return complaints.length === 0 ? { text, complaints } : { text: lines.filter((line) => !isComplaint(line)).join('\n'), complaints };
}
