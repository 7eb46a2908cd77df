import { join } from 'node:path';
import { loadConfig, settingsFor } from '../config/config.ts';
import { type Example, examplesOf } from '../config/examples.ts';
import { parserOf } from '../config/parse.ts';
import { projectFolder } from '../config/project-folder.ts';
import type { Settings } from '../config/read-folder.ts';
import { examplesOfRtkRs } from '../config/rtk-rs-filters.ts';
import { FILTERS_FILE } from '../config/settings-files.ts';
import { trustedFiles } from '../config/trust.ts';
import { UsageError } from '../errors.ts';
import { remark, say } from '../io/say.ts';
import type { Filter } from '../types.ts';
import type { verify } from './define/settings.ts';
import { nearest, type OptionsOf } from './define/word.ts';
import { tried } from './verify-filter.ts';

interface Result {
  readonly filter: string;
  readonly tests: number;
  /** What is wrong, a sentence or a diff each. */
  readonly wrong: readonly string[];
}

/** `rtk verify [--filter <name>] [--require-all]`: exit status 1 if a test or a law fails, or a file is broken. */
export async function run(_args: readonly string[], options: OptionsOf<typeof verify>): Promise<number> {
  const { filters, problems } = await loadConfig(process.cwd());
  const project = projectFolder(process.cwd());
  if (project !== undefined && !trustedFiles(project))
    remark(`rtk: ${project} is not trusted, so its filters are left out; \`rtk trust\` shows them.`);
  const named = options.filter === undefined ? filters : { [options.filter]: known(options.filter, filters) };
  const examples = await examplesIn(await settingsFor(process.cwd()));
  const results = Object.entries(named).map(([name, filter]): Result => {
    const own = examples.get(name) ?? [];
    const missing = options.requireAll && own.length === 0 ? ['it has no test; give it an [[example]] with input and expected.'] : [];
    return { filter: name, tests: own.length, wrong: [...missing, ...own.flatMap((example) => tried(filter, example))] };
  });
  const broken = options.filter === undefined ? problems : [];
  say(options.json ? JSON.stringify({ filters: results, problems: broken }, null, 2) : textOf(results, broken));
  return broken.length + results.flatMap(({ wrong }) => wrong).length > 0 ? 1 : 0;
}

function known(name: string, filters: Readonly<Record<string, Filter>>): Filter {
  const found = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (found) return found;
  const near = nearest(name, Object.keys(filters));
  const names = Object.keys(filters).join(', ') || 'none';
  throw new UsageError(
    `--filter: there is no own filter \`${name}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}${near === undefined ? '; yours' : ' Yours'} are: ${names}.`,
  );
}

/** By the name of the filter; of a file that is broken there are none. */
async function examplesIn(all: readonly Settings[]): Promise<Map<string, Example[]>> {
  const parse = await parserOf('.toml');
  const found = new Map<string, Example[]>();
  for (const { folder, files } of all.map((settings) => settings.files))
    for (const [name, text] of files) {
      if (!name.endsWith('.toml') || name === 'config.toml') continue;
      const file = join(folder, name);
      const data = dataOf(() => parse(text.toString(), file));
      if (name !== FILTERS_FILE) found.set(name.slice('filters/'.length, -'.toml'.length), examplesOf(data, file));
      else for (const each of Object.keys((data['filters'] ?? {}) as object)) found.set(each, examplesOfRtkRs(data, each, file));
    }
  return found;
}

function dataOf(read: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) return {};
    throw error;
  }
}

function textOf(results: readonly Result[], broken: readonly string[]): string {
  const lines = results.map(({ filter, tests, wrong }) =>
    wrong.length === 0 ? `ok    ${filter} (${tests} test${tests === 1 ? '' : 's'})` : `FAIL  ${filter}\n${wrong.map(indented).join('\n')}`,
  );
  if (lines.length + broken.length === 0) return 'There are no filters of your own; docs/filters.md says how to write one.';
  return [...broken.map((problem) => `FAIL  ${problem}`), ...lines].join('\n');
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}
