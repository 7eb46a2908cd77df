import { readPlan } from '../readers/terraform-plan.ts';
import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

/** terraform and tofu plan, apply, destroy, refresh: destroys first, every changed attribute once, what was done and what failed. */
export default {
  about: 'terraform, tofu: changes by resource with destroys first, what was done, errors without boxes',
  command: ['plan', 'apply', 'destroy', 'refresh', 'import'].flatMap((word) =>
    ['terraform', 'tofu', 'terragrunt'].map((tool) => `${tool} ${word}`),
  ),
  unless: ['-json', '-help', '=-h'],
  // "Plan: 1 to add, 2 to change, 0 to destroy." stands in apply's text twice
  noise: ['^[╷╵│]\\s*$'],
  hints: [
    '^Terraform used the selected providers to generate the following execution',
    '^OpenTofu used the selected providers to generate the following execution',
    '^plan(?:, with the following)?\\.? Resource actions are indicated with the following symbols:$',
    '^symbols:$',
    '^ *(?:[-+~/]+|<=) (?:create|update in-place|destroy|destroy and then create replacement|create replacement and then destroy|read \\(data resources\\))$',
    '^(?:Terraform|OpenTofu) will perform the following actions:$',
    "^Note: You didn't use the -out option to save this plan, so (?:Terraform|OpenTofu) can't$",
    '^guarantee to take exactly these actions if you run "(?:terraform|tofu) apply" now\\.$',
    '^[─-]{20,}$',
    '^ *# \\(\\d+ unchanged \\w+(?: \\w+)? hidden\\)$',
  ],
  parse({ text }) {
    const lines = linesOf(text).map(unboxed);
    if (!lines.some((line) => KNOWN.test(line))) return undefined;
    const plan = readPlan(lines);
    const done = finishedIn(lines);
    const said = (part: readonly string[]) => part.filter((line) => !saysNothing(line, done));
    if (!plan) return { kind: 'text', lines: said(lines) };
    const all = [
      ...said(plan.head).filter((line) => line.trim() !== ''),
      ...plan.resources.filter((line) => !LEGEND.test(line)),
      ...said(plan.tail),
    ];
    return { kind: 'text', lines: all };
  },
} satisfies Filter;

// "Plan: 1 to add, …", "No changes. …", "Apply complete! …", "Error: …", "x: Refreshing state... [id=1]", "You can apply this plan to save these new output values"
const KNOWN =
  /^(?:Plan: \d|No changes\.|(?:Apply|Destroy) complete!|Error: |Changes to Outputs:|Import successful!|(?:Terraform|OpenTofu) used the selected providers|\S.*: (?:Refreshing state|Creating|Destroying|Modifying|Reading)\.\.\.)/;

const LEGEND = /^\s*# \(\d+ unchanged \w+(?: \w+)? hidden\)$/;

// "│ Error: x", "╷"
function unboxed(line: string): string {
  return line.replace(/^[╷╵]$/, '').replace(/^│ ?/, '');
}

const STEP =
  /^(\S.*?): (?:(?:Refresh|Creation|Destruction|Modifications|Read|Import|Provisioning) ?[^:]*?complete|Creation complete|Import prepared)/;

/** Addresses of which the text says that they are complete. */
function finishedIn(lines: readonly string[]): Set<string> {
  return new Set(lines.flatMap((line) => STEP.exec(line)?.[1] ?? []));
}

// "a.b: Refreshing state... [id=1]", "a.b: Creating...", "a.b: Still creating... [10s elapsed]"
const RUNNING =
  /^(\S.*?): (?:Still )?(?:Refreshing(?: state)?|Creating|Destroying|Modifying|Reading|Preparing import|Provisioning with [^:.]*)\.\.\.(?: \[[^[]*\])?$/i;
const INTRODUCTION =
  /^(?:(?:Terraform|OpenTofu) used the selected providers|plan(?:, with the following)?\.? Resource actions are|symbols:$|(?:Terraform|OpenTofu) will perform the following actions:$|Note: You didn't use the -out option|guarantee to take exactly these actions|[─-]{20,}$|Acquiring state lock|Releasing state lock)/;
const SYMBOL =
  /^ *(?:[-+~/]+|<=) (?:create|update in-place|destroy|destroy and then create replacement|create replacement and then destroy|read \(data resources\))$/;

/** Progress of what is complete, refreshed state, and the words around every plan. */
function saysNothing(line: string, done: ReadonlySet<string>): boolean {
  const [, address] = RUNNING.exec(line) ?? [];
  if (address !== undefined) return /: Refreshing|: Reading|: Preparing/.test(line) || done.has(address);
  return INTRODUCTION.test(line) || SYMBOL.test(line) || LEGEND.test(line);
}
