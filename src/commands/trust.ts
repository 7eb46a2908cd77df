import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../config/project-folder.ts';
import { readFolder } from '../config/read-folder.ts';
import { withSettings } from '../config/settings.ts';
import { type SettingsFiles, settingsFiles } from '../config/settings-files.ts';
import { hashOf, trusted, writeTrusted } from '../config/trust.ts';
import { DEFAULTS } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import { confirmed, remark, say } from '../io/say.ts';
import { isTerminal } from '../io/terminal.ts';
import type { trust } from './define/settings.ts';
import type { OptionsOf } from './define/word.ts';
import { risksOf } from './trust-risks.ts';

/** `rtk trust`: shows what a project's `.rtk` would do, asks, and reads it from then on. A change of any byte asks again. */
export async function run([folder]: readonly string[], options: OptionsOf<typeof trust>): Promise<number> {
  if (options.list) return list(options.json === true);
  const place = folderOf(folder);
  if (options.remove) return removed(place);
  const found = settingsFiles(place, true);
  if (found.problems.length > 0) throw new UsageError(`${found.problems[0]} Nothing was trusted.`);
  if (found.files.size === 0)
    throw new UsageError(`${place}: there is nothing in it that rtk reads; put a config.toml or filters/*.toml there.`);
  await show(found);
  if (options.yes !== true && !isTerminal(0))
    throw new UsageError('trust: there is no terminal to ask at; say `rtk trust --yes` when you have read it.');
  if (options.yes !== true && !(await confirmed('Trust it as it is now?'))) {
    remark('Nothing was trusted.');
    return 1;
  }
  const real = realpathSync(place);
  const hash = hashOf(found);
  const others = trusted().filter((each) => each.folder !== real || each.hash !== hash);
  writeTrusted([...others, { folder: real, hash, at: new Date().toISOString() }]);
  say(`${place} is trusted as it is now.`);
  return 0;
}

function folderOf(named: string | undefined): string {
  const place = named === undefined ? projectFolder(process.cwd()) : projectFolder(join(process.cwd(), named));
  if (place !== undefined) return place;
  const where = named ?? process.cwd();
  throw new UsageError(`${where}: there is no .rtk from here up to the root of the repository; name the project: \`rtk trust <folder>\`.`);
}

/** The bytes that are shown are those that are trusted. */
async function show(found: SettingsFiles): Promise<void> {
  for (const [name, data] of found.files) say(`--- ${join(found.folder, name)}\n${printable(data)}`);
  const config = await withSettings(DEFAULTS, await readFolder(found.folder, found));
  const risks = [...risksOf(config), ...config.problems.map((problem) => `It is broken: ${problem}`)];
  say(`What it does:\n${risks.map((risk) => `  - ${risk}`).join('\n')}`);
}

/** A file that is shown at a terminal must not write to it: escape sequences stand as `\x1b`. */
function printable(data: Buffer): string {
  return data
    .toString()
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, (letter) => JSON.stringify(letter).slice(1, -1));
}

function removed(place: string): number {
  const real = realpathSync(place);
  const all = trusted();
  const others = all.filter(({ folder }) => folder !== real);
  if (others.length === all.length) {
    say(`${place} was not trusted.`);
    return 0;
  }
  writeTrusted(others);
  say(`${place} is no longer trusted, in none of its versions.`);
  return 0;
}

function list(json: boolean): number {
  const all = trusted();
  if (json) say(JSON.stringify(all, null, 2));
  else
    say(
      all.length === 0 ? 'No project is trusted.' : all.map(({ folder, hash, at }) => `${folder}  ${hash.slice(0, 12)}  ${at}`).join('\n'),
    );
  return 0;
}
