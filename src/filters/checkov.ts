import { withoutForeignFrames } from '../readers/any-trace.ts';
import { linesOf } from '../text.ts';
import type { Diagnostic, Filter } from '../types.ts';

/** checkov: failed and skipped checks by file, counts of each scan; what passed, code and links to guides are counted. */
export default {
  about: 'checkov: failed checks by file, the counts of each scan; what passed is counted',
  command: ['checkov'],
  unless: ['-l', '--list', '-o', '--output'],
  hints: ['^\\s*Guide: https?://', '^By Prisma Cloud \\| version: ', '^[ _|/\\\\()<-]{12,}$', "^  / __\\| '_ ", '^ \\| \\(__\\| '],
  parse({ text }) {
    const lines = linesOf(text);
    // "terraform scan results:", "Passed checks: 7, Failed checks: 11, Skipped checks: 0"
    if (!lines.some((line) => /^Passed checks: \d+, Failed checks: \d+/.test(line))) return undefined;
    const { items, others } = blocksOf(lines);
    const rest = others.filter((line) => !BANNER.test(line));
    // what it says of itself: a guide that could not be fetched, with its trace
    return { kind: 'diagnostics', items, tail: withoutForeignFrames(rest.join('\n'))?.lines ?? rest };
  },
} satisfies Filter;

const BANNER = /^\s*$|^By Prisma Cloud|^[ _]{8,}$|^ {1,3}(?:_+\| \|__|\/ __\| '_|\| \(__\| \||\\___\|_\|)|^ {7}_ +_ *$/;
// "Check: CKV_AWS_24: "Ensure no security groups allow ingress from 0.0.0.0:0 to port 22""
const CHECK = /^Check: ([\w-]+): "?(.*?)"?$/;
// "	FAILED for resource: aws_security_group.sg"
const STATUS = /^\s+(FAILED|PASSED|SKIPPED) for resource: (.*)$/;
// "	File: /main.tf:5-12"
const FILE = /^\s+File: \/?([^:]+):(\d+)/;
// "		5 | resource "aws_security_group" "sg" {", "	Guide: https://…"
const ASIDE = /^\s+(?:\d+ \||Guide: |Code lines for this resource are too many)/;

interface Block {
  readonly code: string;
  readonly message: string;
  status: string;
  resource: string;
  file: string;
  line: string;
  detail: string[];
}

function blocksOf(lines: readonly string[]): { items: Diagnostic[]; others: string[] } {
  const blocks: Block[] = [];
  const others: string[] = [];
  let open: Block | undefined;
  for (const line of lines) {
    const [, code, message = ''] = CHECK.exec(line) ?? [];
    if (code !== undefined) blocks.push({ code, message, status: '', resource: '', file: '', line: '', detail: [] });
    if (code !== undefined) open = blocks.at(-1);
    else if (open && /^\s+\S/.test(line)) read(line, open);
    else if (line.trim() !== '') {
      open = undefined;
      others.push(line);
    }
  }
  return { items: blocks.filter(({ status }) => status !== 'PASSED').map(itemOf), others };
}

function read(line: string, block: Block): void {
  const [, status, resource] = STATUS.exec(line) ?? [];
  const [, file, number] = FILE.exec(line) ?? [];
  if (status !== undefined) Object.assign(block, { status, resource });
  else if (file !== undefined) Object.assign(block, { file, line: number });
  else if (!ASIDE.test(line)) block.detail.push(line.trim());
}

function itemOf({ code, message, status, resource, file, line, detail }: Block): Diagnostic {
  return { file, line, code, severity: status, message, detail: [resource, ...detail] };
}
