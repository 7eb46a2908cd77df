import { linesOf } from '../text.ts';
import type { Diagnostic, Diagnostics, Filter } from '../types.ts';

// "Check: CKV_AWS_26: \"Ensure all data stored in the SNS topic is encrypted\""
const CHECK = /^Check: (?<code>\w+): (?<message>\S.*)$/;
// "\tFAILED for resource: AWS::SNS::Topic.T"
const VERDICT = /^\t(?<severity>PASSED|FAILED|SKIPPED) for resource: (?<resource>.+)$/;
// "\tFile: /ok.yaml:3-4"
const PLACE = /^\tFile: (?<file>\S.*?):(?<line>\d+)-\d+$/;
// "\tGuide: https://docs…", "\t\t2 | resource \"aws_security_group\" \"s\" {"
const UNDER = /^\t(?:Guide: |Calling File: |Severity: )|^\t\t *\d+ \|/;
const BANNER = /^[ _|/\\'`(),.<V-]*$|^By (?:Prisma Cloud|bridgecrew\.io) \| version: /;

interface Open {
  code: string;
  message: string;
  severity?: string;
}

/** A check stands over its verdict and its place; those that passed are left out, the tool's own counts tell how many. */
export default {
  about: 'checkov: checks that failed or were skipped, with resource and place; no code, no banner, none that passed',
  command: ['checkov'],
  unless: ['-o', '--output', '-l', '--list', '--show-config'],
  parse: ({ text }) => {
    const { items, head, others } = read(linesOf(text));
    return head.length === 0 ? undefined : ({ kind: 'diagnostics', head, items, tail: others } satisfies Diagnostics);
  },
} satisfies Filter;

function read(lines: readonly string[]): { readonly items: Diagnostic[]; readonly head: string[]; readonly others: string[] } {
  const items: Diagnostic[] = [];
  const head: string[] = [];
  const others: string[] = [];
  let open: Open | undefined;
  for (const line of lines) {
    const check = CHECK.exec(line)?.groups;
    const verdict = VERDICT.exec(line)?.groups;
    const place = PLACE.exec(line)?.groups;
    if (check) open = { code: check['code'] ?? '', message: check['message'] ?? '' };
    else if (verdict && open)
      open = { ...open, severity: verdict['severity'] ?? '', message: `${open.message} for resource: ${verdict['resource'] ?? ''}` };
    else if (place && open) {
      if (open.severity !== 'PASSED') items.push({ ...open, file: place['file'] ?? '', line: place['line'] ?? '' } as Diagnostic);
    } else if (/^Passed checks: \d|^\w+ scan results:$/.test(line)) head.push(line);
    else if (!UNDER.test(line) && !BANNER.test(line)) others.push(line);
  }
  return { items, head, others };
}
