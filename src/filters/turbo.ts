import { readTasks, type TaskLine } from '../readers/task-lines.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

// "@acme/cart:test: Error: boom", "web:build: ok"
const TASK = /^(?<task>(?:@[\w.-]+\/)?[\w.-]+:[A-Za-z][\w.-]*(?::[\w.-]+)*): ?(?<text>.*)$/;

export default {
  about: 'turbo run: the output of each task as its own tool is filtered, failed tasks, the summary',
  command: ['turbo run', 'turbo'],
  unless: [
    '--dry',
    '--dry-run',
    '--graph',
    'watch',
    'ls',
    'query',
    'prune',
    'login',
    'link',
    'gen',
    'generate',
    'dev',
    'start',
    'info',
    'scan',
    'daemon',
  ],
  serves: true,
  noise: ['^> (?=\\S+@)\\S+ [\\w:-]+$'],
  hints: ['^ *• Remote caching disabled$'],
  parse,
} satisfies Filter;

// "cache miss, executing 3464062fcfe86884", "cache hit, replaying logs 95675550a36562d4"
const CACHE = /^cache (?:miss|hit|bypass)[^,]*, .*[0-9a-f]{16}$/;
const QUIET = /^\s*$|^ *• Remote caching (?:disabled|enabled)/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const tasks: TaskLine[] = [];
  const [head, tail]: [string[], string[]] = [[], []];
  for (const line of lines) {
    const { task, text } = TASK.exec(line)?.groups ?? {};
    if (task === undefined || text === undefined) {
      if (!QUIET.test(line)) (tasks.length === 0 ? head : tail).push(line);
    } else if (!CACHE.test(text)) tasks.push({ task, text });
  }
  return lines.some((line) => TASK.test(line) && CACHE.test(TASK.exec(line)?.groups?.['text'] ?? ''))
    ? { kind: 'parts', head, parts: readTasks(tasks), tail, prefixes: [...new Set(tasks.map(({ task }) => `${task}: `))] }
    : undefined;
}
