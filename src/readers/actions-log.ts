/** The log of a GitHub Actions run as `gh run view --log` prints it: job, step, text; the output of each step is read as its own tool's. */

import { linesOf } from '../text.ts';
import type { Inner, Parts, Shape, Text } from '../types.ts';
import { readPlaces } from './places.ts';
import { runnerOf } from './which-runner.ts';

// "test (20)\tRun npm test\t##[group]Run npm test"
const LINE = /^(?<job>[^\t]*)\t(?<step>[^\t]*)\t(?<text>.*)$/;
// "##[group]Run npm test", "##[group]Operating System"
const GROUP = /^##\[group\](?<title>.*)$/;
const RUN = /^Run (?<command>.+)$/;
// What the runner and the actions of GitHub say of the machine.
const MACHINE =
  /^(?:Runner Image(?: Provisioner)?|Operating System|Virtual Environment|GITHUB_TOKEN Permissions|Getting Git version info|Initializing the repository|Disabling automatic garbage collection|Setting up auth(?: for fetching submodules)?|Fetching (?:the repository|submodules)|Determining the checkout info|Checking out the ref|Environment details|Installed versions|Persisting credentials for submodules|Removing (?:auth|credentials.*))$/;
const CHATTER =
  /^(?:Current runner version: |Secret source: |Prepare (?:workflow directory|all required actions)$|Getting action download info$|Download (?:action repository|immutable action package) '|Complete job name: |Syncing repository: |Temporarily overriding HOME=|Adding repository directory to the temporary git global config|Deleting the contents of '|\[command\]\/\S*git |git version \d|http\.https:|hint: |Post job cleanup\.$|Cleaning up orphan processes$|Terminate orphan process: |##\[debug\]|##\[endgroup\]$)/;
// "  ##[error]Process completed with exit code 1."
const ENDED = /^##\[error\]Process completed with exit code (?<exit>\d+)\.$/;
const ALARM = /^##\[(?:error|warning|notice)\]|^(?:fatal|error|warning): /;

interface Block {
  /** "Run npm test" */
  readonly title: string;
  readonly commands: string[];
  readonly lines: string[];
  /** What the runner says of it: `##[error]…`. */
  readonly own: string[];
  exit?: number;
}

interface Step {
  readonly name: string;
  readonly blocks: Block[];
}

/** Each step under its job, without what is said of the machine; undefined if it is no such log. */
export function readActionsLog(text: string): Shape | undefined {
  const lines = linesOf(text);
  const rows = lines.map((line) => LINE.exec(line)?.groups).filter((groups) => groups !== undefined);
  const others = lines.filter((line) => line.trim() !== '' && !LINE.test(line));
  if (rows.length <= 4 * others.length) return undefined;
  const steps = new Map<string, Step>();
  const texts = new Map<Step, string[]>();
  for (const { job = '', step = '', text: said = '' } of rows) {
    const key = `${job}\t${step}`;
    const known: Step = steps.get(key) ?? { name: step === '' ? job : `${job} · ${step}`, blocks: [] };
    if (!steps.has(key)) texts.set(known, []);
    steps.set(key, known);
    texts.get(known)?.push(said);
  }
  for (const [step, lines] of texts) step.blocks.push(...blocksOf(lines));
  return { kind: 'parts', parts: [...steps.values()].flatMap(partsOf), tail: others };
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [{ title: '', commands: [], lines: [], own: [] }];
  let hides: 'command' | 'setting' | 'machine' | undefined;
  for (const line of lines) {
    const title = GROUP.exec(line)?.groups?.['title'];
    const last = blocks.at(-1);
    if (title !== undefined && RUN.test(title)) {
      blocks.push({ title, commands: [], lines: [], own: [] });
      hides = 'command';
    } else if (title !== undefined) {
      hides = MACHINE.test(title) ? 'machine' : undefined;
      if (!hides) last?.lines.push(title);
    } else if (line === '##[endgroup]') hides = undefined;
    else if (hides === 'command' && !/^(?:shell|with|env): ?/.test(line)) last?.commands.push(line);
    else if (hides === 'command') hides = 'setting';
    else if (last && ALARM.test(line)) alarm(last, line);
    else if (!hides && !CHATTER.test(line)) last?.lines.push(line);
  }
  return blocks;
}

function alarm(block: Block, line: string): void {
  const exit = ENDED.exec(line)?.groups?.['exit'];
  if (exit !== undefined) block.exit = Number(exit);
  (line.startsWith('##[') ? block.own : block.lines).push(line);
}

/** A step that says nothing but its name is left out: the core counts it. */
function partsOf({ name, blocks }: Step): Parts['parts'] {
  const spoke = blocks.filter(({ lines, own }) => own.length > 0 || lines.some((line) => line.trim() !== ''));
  return spoke.map((block, index) => {
    const titled = block.title !== '' && !name.endsWith(block.title);
    const more = block.commands.filter((command) => `Run ${command}` !== block.title);
    const head = [...(index === 0 ? [name] : []), ...(titled ? [block.title] : []), ...more];
    return output(block, head);
  });
}

function output(block: Block, head: readonly string[]): Inner | Text {
  const text = `${block.lines.join('\n').replace(/^\n+|\n+$/g, '')}\n`;
  if (text === '\n') return { kind: 'text', lines: [...head, ...block.own] };
  const argv = commandOf(block) ?? runnerOf(text) ?? [];
  return { kind: 'inner', argv, text, head, tail: block.own, otherwise: readPlaces(text), exit: block.exit };
}

/** The words of a step's command, if it is one plain command. */
function commandOf({ title, commands }: Block): string[] | undefined {
  const command = RUN.exec(title)?.groups?.['command'] ?? '';
  return commands.length > 1 || command === '' || /[|<>`()$;&\\"']/.test(command) ? undefined : command.split(/\s+/);
}
