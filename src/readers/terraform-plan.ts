/** Terraform's and OpenTofu's plans: resources with their changes, destroys first; blocks that say the same share one text. */

import { groupBy } from '../text.ts';

/** The lines of a plan without what is the same in every plan. */
export interface Plan {
  /** What stands before the resources: refreshed state is left out, warnings and drift stay. */
  readonly head: readonly string[];
  readonly resources: readonly string[];
  readonly tail: readonly string[];
}

// "  # terraform_data.db must be replaced", "  # module.a.aws_x.b[0] will be destroyed"
const RESOURCE = /^ {2}# (?=\S)(?!\()/;
// "Plan: 2 to add, 1 to change, 0 to destroy.", "Changes to Outputs:", "No changes. …", a rule
const BEHIND =
  /^(?:Plan: |Changes to Outputs:|No changes\.|[─-]{20,}|Error: |Warning: |\S+: (?:Creating|Destroying|Modifying|Reading)\.\.\.)/;
// "  + id = (known after apply)", as plainer() leaves it
const UNKNOWN = /^( {2}[+~] )([\w"-]+) = \(known after apply\)$/;

/** The resources of a plan; undefined if the text has none. */
export function readPlan(lines: readonly string[]): Plan | undefined {
  const first = lines.findIndex((line) => RESOURCE.test(line));
  if (first < 0) return undefined;
  const behind = lines.findIndex((line, index) => index > first && BEHIND.test(line));
  const end = behind < 0 ? lines.length : behind;
  return {
    head: lines.slice(0, first),
    resources: inOrder(blocksOf(lines.slice(first, end))),
    tail: lines.slice(end),
  };
}

interface Block {
  /** "# terraform_data.db must be replaced", with the remarks under it. */
  readonly heading: readonly string[];
  readonly body: readonly string[];
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: { heading: string[]; body: string[] }[] = [];
  let inBody = false;
  for (const line of lines) {
    const remark = /^ {2}# /.test(line);
    if (remark && (inBody || blocks.length === 0 || RESOURCE.test(line))) blocks.push({ heading: [], body: [] });
    inBody = !remark && line.trim() !== '';
    const block = blocks.at(-1);
    if (remark) block?.heading.push(line.slice(2));
    else block?.body.push(line);
  }
  return blocks.map(({ heading, body }) => ({ heading, body: bodyOf(body) }));
}

// "-/+ resource "terraform_data" "db" {", "  ~ resource …", " <= data "x" "y" {"
const OPENS = /^\s*(?:[-+~/<=]+ )?(?:resource|data|ephemeral|action) "[^"]*" "[^"]*" \{$/;

/** What changes, without the line that says the address again and its brace. Other bodies stay as they are. */
function bodyOf(lines: readonly string[]): string[] {
  const text = lines.filter((line) => line.trim() !== '');
  const [first = '', ...rest] = text;
  if (!OPENS.test(first) || !/^ {4}\}$/.test(rest.at(-1) ?? '')) return text.map(plainer);
  return together(rest.slice(0, -1).map((line) => plainer(line.replace(/^ {4}/, ''))));
}

/** Without the blanks that line up `=`; inside quotes and here-documents nothing changes. */
function plainer(line: string): string {
  return line.replace(/^(\s*(?:[-+~/]+ )?[\w"-]+) {2,}=/, '$1 =');
}

/** A resource's own attributes that are only known after apply stand on one line, the last. */
function together(lines: readonly string[]): string[] {
  const unknown = groupBy(
    lines.flatMap((line) => [UNKNOWN.exec(line)?.slice(1) ?? []]).filter((found) => found.length > 0),
    ([sign]) => sign ?? '',
  );
  const said = lines.filter((line) => !UNKNOWN.test(line));
  return [...said, ...[...unknown].map(([sign, found]) => `${sign}${found.map(([, name]) => name).join(', ')} = (known after apply)`)];
}

// What cannot be taken back comes first.
const RANKS: readonly RegExp[] = [/\bdestroyed\b|\bno longer\b|\bremoved from\b/, /\breplaced\b/, /\bupdated\b|\bupdate\b/, /\bcreated\b/];

function rankOf({ heading }: Block): number {
  const at = RANKS.findIndex((pattern) => pattern.test(heading[0] ?? ''));
  return at < 0 ? RANKS.length : at;
}

/** Blocks by rank, those with the same text under all their headings. */
function inOrder(blocks: readonly Block[]): string[] {
  const sorted = [...blocks].sort((a, b) => rankOf(a) - rankOf(b));
  return [...groupBy(sorted, (block) => `${rankOf(block)}\n${block.body.join('\n')}`).values()].flatMap((same) => [
    ...same.flatMap(({ heading }) => heading),
    ...(same[0]?.body ?? []),
  ]);
}
