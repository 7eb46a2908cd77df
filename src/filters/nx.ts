import { readPlaces } from '../readers/places.ts';
import { linesOf } from '../text.ts';
import type { Filter, Parts, Run, Shape } from '../types.ts';

export default {
  about: 'nx, lerna run: the output of each task as its own tool is filtered, failed tasks, the verdict',
  command: ['nx run-many', 'nx affected', 'nx run', 'nx build', 'nx test', 'nx lint', 'nx e2e', 'nx typecheck', 'lerna run'],
  unless: ['--graph', '--watch', '--stream'],
  serves: true,
  noise: ['^ *Critical path: ', '^> (?=\\S+@)\\S+ [\\w:-]+$', '^npm (?:error|ERR!) (?:code|path|workspace|location|command)'],
  hints: [
    '^Output of \\d+ successful tasks were not shown\\.',
    '^ {2}(?:Run duration|Cache|Critical path|Recoverable time): ',
    '^Hint: run the command with --verbose',
  ],
  parse,
} satisfies Filter;

// "> nx run @acme/cart:test", lerna: "> @acme/cart:test", "> nx run @acme/cart:test  [existing outputs match the cache, left as is]"
const TASK = /^> (?:nx run )?(?<task>[^\s:]+:\S+)/;
// "✔  nx run @acme/docs:test", "✔  @acme/docs:test (1s)  [local cache]"
const PASSED = /^\s*[✔✓] {1,4}(?:nx run )?\S+/;
const FAILED = /^\s*[✖✗✕×] {1,4}(?:nx run )?\S+/;
// " NX   Running target test for 6 projects failed", " Lerna (powered by Nx)   Successfully ran target build for 6 projects"
const OWN = /^ (?:NX|Lerna \(powered by Nx\)) {2,}\S/;
// "- @acme/money"
const PROJECT = /^ *- \S+$/;
const QUIET =
  /^\s*$|^[—─-]{10,}$|^ {2}(?:Run duration|Cache|Critical path|Recoverable time): |^Output of \d+ successful tasks were not shown\.|^Hint: run the command with --verbose/;

interface Section {
  /** "> nx run @acme/cart:test" */
  readonly said: string;
  readonly task: string;
  readonly lines: string[];
}

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!lines.some((line) => OWN.test(line))) return undefined;
  const sections: Section[] = [];
  const own: string[] = [];
  let [open, running] = [false, false];
  for (const line of lines) {
    const task = TASK.exec(line)?.groups?.['task'];
    if (task !== undefined) sections.push({ said: line, task, lines: [] });
    if (task !== undefined) open = true;
    else if (OWN.test(line) || PASSED.test(line) || FAILED.test(line)) {
      open = false;
      running = /Running targets? /.test(line) && !/failed$/.test(line);
      if (!PASSED.test(line)) own.push(line);
    } else if (open && (line.trim() === '' || !QUIET.test(line))) sections.at(-1)?.lines.push(line);
    else if (!QUIET.test(line) && !(running && PROJECT.test(line))) own.push(line);
  }
  return { kind: 'parts', parts: [...sections.flatMap(partOf), { kind: 'text', lines: own }] };
}

function partOf({ said, task, lines }: Section): Parts['parts'] {
  const text = `${lines.join('\n').replace(/^\n+|\n+$/g, '')}\n`;
  if (text === '\n') return [{ kind: 'text', lines: [said] }];
  const script = task.slice(task.lastIndexOf(':') + 1);
  return [{ kind: 'inner', argv: ['npm', 'run', script], text, head: [said], otherwise: readPlaces(text), exit: undefined }];
}
