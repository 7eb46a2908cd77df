/** Where both streams come as one text: the tool's complaints about single operands, apart from its answer. */

import { omitted } from '../marks.ts';
import { linesOf } from '../text.ts';
import type { Run } from '../types.ts';

/** Of very many, mostly "Permission denied" for one folder after the other, the first are shown. */
const MOST = 15;

// rg: "nope: No such file or directory (os error 2)"; fd: "[fd error]: Search path 'nope' is not a directory."
const OTHER = /^\[fd error\]: |\(os error \d+\)$/;

// "grep: nope: No such file or directory", "ls: cannot open directory 'x': Permission denied"
export function withoutComplaints({ argv, text }: Run): { readonly text: string; readonly complaints: readonly string[] } {
  const program = `${argv[0] ?? ''}: `;
  const isComplaint = (line: string) => (line.startsWith(program) && !line.includes('binary file matches')) || OTHER.test(line);
  const lines = linesOf(text);
  const complaints = lines.filter(isComplaint);
  if (complaints.length === 0) return { text, complaints };
  const answer = lines.filter((line) => !isComplaint(line)).join('\n');
  if (complaints.length <= MOST + 5) return { text: answer, complaints };
  return { text: answer, complaints: [...complaints.slice(0, MOST), omitted(complaints.length - MOST)] };
}
