/** Prices that a user adds: `[prices]` in config.toml, or a file. */

import { settingsFor } from '../../config/config.ts';
import { parserOf } from '../../config/parse.ts';
import { UsageError } from '../../errors.ts';
import { MIB, readRegular } from '../../io/safe-read.ts';
import { PRICES, type Price } from './prices.ts';

const FORM = '"My Model" = { input = 1, output = 4, ids = ["my-model"] }';
const FIELDS = ['input', 'output', 'ids', 'above'];

/** The first one counts: those of `file`, of the project, of the user, and ours. Throws a UsageError for a broken file. */
export async function pricesWith(file: string | undefined, cwd: string): Promise<Price[]> {
  const own = file === undefined ? [] : pricesIn(await parsedFile(file), file, true);
  for (const { file: from = '', data } of (await settingsFor(cwd)).reverse()) own.push(...pricesIn(data, from, false));
  const names = new Set<string>();
  return [...own, ...PRICES].filter(({ name }) => !names.has(name.toLowerCase()) && names.add(name.toLowerCase()));
}

/** For lines that never fail: with a broken configuration rtk's own table. */
export function pricesHere(cwd: string): Promise<readonly Price[]> {
  return pricesWith(undefined, cwd).catch(() => PRICES);
}

/** A file of prices may hold nothing else, a configuration has them in `[prices]`. */
function pricesIn(data: Readonly<Record<string, unknown>>, file: string, alone: boolean): Price[] {
  const table = isTable(data['prices']) || !alone ? data['prices'] : data;
  if (table === undefined) return [];
  if (!isTable(table)) throw new UsageError(`${file}: \`prices\` must be a table with a line for each model: ${FORM}.`);
  return Object.entries(table).map(([name, value]) => checkedPrice(name, value, file));
}

/** TOML, YAML or JSON, by the end of its name. */
async function parsedFile(file: string): Promise<Record<string, unknown>> {
  if (/^[a-z]+:\/\//i.test(file)) throw new UsageError(`--prices: \`${file}\` is no file; rtk fetches nothing, download it first.`);
  const text = readRegular(file, MIB)?.toString();
  if (text === undefined) throw new UsageError(`--prices: there is no file ${file}.`);
  return (await parserOf(/\.(?:json|ya?ml)$/.test(file) ? file : '.toml'))(text, file);
}

function checkedPrice(name: string, value: unknown, file: string): Price {
  const where = `${file}: the price of \`${name}\``;
  if (!isTable(value)) throw new UsageError(`${where} must be a table like ${FORM}.`);
  const unknown = Object.keys(value).find((field) => !FIELDS.includes(field));
  if (unknown) throw new UsageError(`${where} has no field \`${unknown}\`; use ${FIELDS.join(', ')}.`);
  const { ids = [name.toLowerCase().replace(/\s+/g, '-')], above } = value;
  if (!Array.isArray(ids) || ids.some((id) => typeof id !== 'string' || id === ''))
    throw new UsageError(`${where}: \`ids\` must be a list of what the model's id contains, like ["my-model"].`);
  return {
    name,
    ids: ids.map((id) => String(id).toLowerCase()),
    ...{ input: dollars(value, 'input', where), output: dollars(value, 'output', where) },
    ...(above === undefined ? {} : { above: aboveOf(above, where) }),
    from: file,
  };
}

function aboveOf(above: unknown, where: string): NonNullable<Price['above']> {
  const fields = isTable(above) ? Object.keys(above).sort().join() : '';
  if (!isTable(above) || fields !== 'input,output,tokens')
    throw new UsageError(`${where}: \`above\` must be like { tokens = 200000, input = 2, output = 8 }.`);
  return { tokens: dollars(above, 'tokens', where), input: dollars(above, 'input', where), output: dollars(above, 'output', where) };
}

function dollars(table: Record<string, unknown>, field: string, where: string): number {
  const value = table[field];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    throw new UsageError(
      `${where}: \`${field}\` must be a number from 0 on${field === 'tokens' ? '' : ', in dollars per million tokens'}.`,
    );
  return value;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
