/** Reads what `npm run`, pnpm and yarn print around the tools of a script: banners, and their own last words. */

import { linesOf } from '../text.ts';
import type { Inner, Parts, Run, Shape } from '../types.ts';
import { hasPlaces, NODE_FRAME, readPlaces, splitTsc } from './places.ts';
import { runnerOf } from './which-runner.ts';

/** For `Filter.noise`. */
export const SCRIPT_NOISE: readonly string[] = [
  NODE_FRAME,
  // "npm error path /src/packages/b", "npm ERR! command sh -c gcc b.c", "npm error A complete log of this run can be found in: …"
  '^npm (?:error|ERR!)(?: (?:path|location|command|command failed|command sh|signal|code|errno|A complete log of this run|\\s+/\\S+-debug-\\d+\\.log).*)?$',
  // "info Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command."
  '^info Visit https://yarnpkg\\.com/',
];

// "> shop@1.2.0 boom /src/pn", "> test"
const NAME = /^> (?:(?:@[\w.~-]+\/)?[\w.~-]+@\S* )?(?<script>[\w:.@/-]+)(?: \/.*)?$/;
// "> make broken"; yarn and bun: "$ make broken"
const COMMAND = /^(?:>|\$) (?<command>\S.*)$/;
/** For `Filter.hints`. */
export const SCRIPT_HINTS: readonly string[] = [
  '^(?:Debugger attached\\.|Waiting for the debugger to disconnect\\.\\.\\.)$',
  '^info Visit https://yarnpkg\\.com/',
];

const YARN = /^yarn run v[\d.]+$/;
// "packages/b build$ gcc -Wall -c b.c", "packages/b build: b.c:1:22: error: 'nope' undeclared"
const PROJECT_COMMAND = /^(?<project>[\w./@-]+ [\w:-]+)\$ (?<command>\S.*)$/;
const PROJECT_LINE = /^(?<project>[\w./@-]+ [\w:-]+?): ?(?<text>.*)$/;
const DEBUGGER = /^(?:Debugger attached\.|Waiting for the debugger to disconnect\.\.\.)$/;
// "npm error Lifecycle script `build` failed with error:", " ELIFECYCLE  Command failed with exit code 1."
const OWN =
  /^(?:npm (?:error|ERR!|warn|WARN|notice)\b|\s?ELIFECYCLE\s|\sWARN\s|\[ELIFECYCLE\]|error Command failed|error: script "|info Visit https:\/\/yarnpkg|Done in [\d.]+m?s\.$)/;
// npm has waited for the script
const ENDED = /^(?:npm (?:error|ERR!)|\s?ELIFECYCLE\s|\[ELIFECYCLE\]|error Command failed|Done in [\d.]+m?s\.$)/;
const QUIET = SCRIPT_NOISE.map((pattern) => new RegExp(pattern));

interface Section {
  /** The banner's line with the script's name, if there is one, and the one with the command. */
  readonly title: string;
  readonly said: string;
  readonly command: string;
  readonly lines: string[];
  /** npm's words behind the output. */
  readonly own: string[];
  /** What stands behind these: nothing that the script printed. */
  readonly after?: string[];
}

/** The output of each script's tool, read by the tool's own filter where it can be told whose it is. */
export function readScripts(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (lines.some((line) => PROJECT_COMMAND.test(line))) return readProjects(lines);
  const { loose, sections } = run.argv[0] === 'bun' ? bunSection(lines) : sectionsOf(lines);
  const runner = sections.length === 0 ? runnerOf(run.text) : undefined;
  if (runner) return { kind: 'inner', argv: runner, text: run.text };
  if (sections.length === 0) return hasPlaces(run.text) ? readPlaces(run.text) : undefined;
  const spoke = sections.filter(({ lines, own }) => lines.some((line) => line.trim() !== '') || own.length > 0);
  const [only] = spoke;
  const above = readPlaces(loose.map((line) => `${line}\n`).join(''));
  if (!only) return { kind: 'parts', parts: [above, { kind: 'text', lines: sections.map(({ said }) => said) }] };
  return { kind: 'parts', parts: [above, ...spoke.flatMap((section) => partsOf(section, spoke.length > 1, run.exit === 0))] };
}

/** bun says only the command, the last of a chain above the output: "$ bun run native", "$ make broken". */
function bunSection(lines: readonly string[]): { loose: string[]; sections: Section[] } {
  const first = lines.findIndex((line) => !line.startsWith('$ '));
  const said = first > 0 ? (lines[first - 1] ?? '') : '';
  if (said === '') return { loose: [...lines], sections: [] };
  const own = lines.slice(first).filter((line) => OWN.test(line));
  return {
    loose: [],
    sections: [{ title: '', said, command: said.slice(2), lines: lines.slice(first).filter((line) => !OWN.test(line)), own }],
  };
}

/** pnpm runs a script in several projects at once and says each line's project. */
function readProjects(lines: readonly string[]): Parts {
  const sections = new Map<string, Section>();
  const above: string[] = [];
  const others: string[] = [];
  for (const line of lines) {
    const start = PROJECT_COMMAND.exec(line)?.groups;
    const said = PROJECT_LINE.exec(line)?.groups;
    const section = sections.get(said?.['project'] ?? '');
    if (start) sections.set(start['project'] ?? '', { title: '', said: line, command: start['command'] ?? '', lines: [], own: [] });
    else if (!section || !said) (sections.size === 0 ? above : others).push(...(line.trim() === '' ? [] : [line]));
    else if (said['text'] === 'Failed') section.own.push(line);
    else if (said['text'] !== 'Done') section.lines.push(said['text'] ?? '');
  }
  const spoke = [...sections.values()].filter(({ lines: said, own }) => said.length + own.length > 0);
  const parts = spoke.flatMap((section) => partsOf(section, true, false));
  const prefixes = [...sections.keys()].map((project) => `${project}: `);
  return { kind: 'parts', head: above, parts: [...parts, { kind: 'text', lines: others }], prefixes };
}

function sectionsOf(lines: readonly string[]): { loose: string[]; sections: Section[] } {
  const loose: string[] = [];
  const sections: Section[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const next = COMMAND.exec(lines[i + 1] ?? '')?.groups?.['command'];
    const banner = next !== undefined && (NAME.test(line) || YARN.test(line));
    const section = sections.at(-1);
    if (banner) {
      sections.push({ title: NAME.test(line) ? line : '', said: lines[i + 1] ?? '', command: next, lines: [], own: [], after: [] });
      i++;
    } else if (YARN.test(line) || DEBUGGER.test(line)) continue;
    else if (section && OWN.test(line)) section.own.push(...(QUIET.some((pattern) => pattern.test(line)) ? [] : [line]));
    else if (section?.own.some((own) => ENDED.test(own))) section.after?.push(...(line.trim() === '' ? [] : [line]));
    else (section?.lines ?? loose).push(line);
  }
  return { loose, sections };
}

function partsOf(section: Section, several: boolean, succeeded: boolean): Parts['parts'] {
  return [...scriptOf(section, several, succeeded), { kind: 'text', lines: section.after ?? [] }];
}

/** `several`: the script's name is said too; if all went well it stands for the command. */
function scriptOf(section: Section, several: boolean, succeeded: boolean): Parts['parts'] {
  const title = several && section.title !== '' ? [section.title] : [];
  const head = title.length > 0 && succeeded ? title : [...title, section.said];
  const text = section.lines
    .map((line) => `${line}\n`)
    .join('')
    .replace(/^\n+/, '');
  if (text.trim() === '') return [{ kind: 'text', lines: [...head, ...section.own] }];
  const tools = toolsOf(section.command);
  const [tool] = tools;
  if (tools.length === 1 && tool) return [inner(tool, text, head, section.own)];
  const others = tools.filter((words) => !isTsc(words));
  const [other] = others;
  if (other && others.length === 1) {
    const { compiler, others: rest } = splitTsc(text);
    const said: Parts['parts'] = rest.trim() === '' ? [{ kind: 'text', lines: head }] : [inner(other, rest, head, [])];
    const compiled: Parts['parts'] = compiler === '' ? [] : [inner(['tsc'], compiler, [], [])];
    return [...said, ...compiled, { kind: 'text', lines: section.own }];
  }
  return [{ kind: 'text', lines: head }, readPlaces(text), { kind: 'text', lines: section.own }];
}

function inner(argv: readonly string[], text: string, head: readonly string[], tail: readonly string[]): Inner {
  return { kind: 'inner', argv, text, head, tail, otherwise: readPlaces(text) };
}

/** The commands of a script that may print something of their own; none if a part is beyond a plain command. */
function toolsOf(command: string): string[][] {
  if (/[|<>`()]|\$\(|&(?!&)|\\/.test(command.replace(/&&|\|\||[0-9]?>&[0-9]|2>\/dev\/null|"[^"]*"|'[^']*'/g, ' '))) return [];
  const tools = command.split(/&&|\|\||;/).map((part) => wordsOf(part).filter((_, index, all) => !isAssignment(all, index)));
  return tools.filter(
    ([program = '', first = '']) =>
      program !== '' && !SILENT.test(program) && !(RUNNER.test(program) && /^(?:run|run-script|test|t|start|exec|-)/.test(first)),
  );
}

// what it runs has a banner of its own
const RUNNER = /^(?:npm|pnpm|yarn|bun)$/;
const SILENT = /^(?:cd|rm|rimraf|cp|mv|mkdir|mkdirp|chmod|touch|true|export|shx|del-cli|cpy)$/;

function isTsc([program = '', first = '']: readonly string[]): boolean {
  const name = program === 'npx' ? first : program;
  return /^(?:tsc|tsgo|vue-tsc|svelte-check)$/.test(name);
}

function wordsOf(part: string): string[] {
  return [...part.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** `NODE_ENV=test` before the program. */
function isAssignment(words: readonly string[], index: number): boolean {
  return words.slice(0, index + 1).every((word) => /^\w+=/.test(word));
}
