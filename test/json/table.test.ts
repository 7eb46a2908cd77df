/** JSON in another form reads back as the same value: 10,000 generated values, and what a table looks like. */

import { describe, expect, it } from 'vitest';
import { withLinks } from '../../src/shapes/json-links.ts';
import { restatedJson } from '../../src/shapes/json-restated.ts';
import { rowsOf, tableOf } from '../../src/shapes/json-table.ts';
import { isSame, jsonValues, minified } from '../../src/shapes/json-tree.ts';
import { type Chance, chance, jsonRow, jsonText } from './made.ts';

/** The values that a restated text stands for. */
function readBack(lines: readonly string[]) {
  const [mark = '', ...rest] = lines;
  if (!mark.startsWith('\0')) return jsonValues(lines.join('\n'));
  const links = [...mark.matchAll(/~\d=([^;]+)/g)].map(([, link = '']) => link);
  return below(mark, rest)?.map((value) => withLinks(value, links));
}

function below(mark: string, rest: string[]) {
  if (!mark.includes('as a table')) return jsonValues(rest.join('\n'));
  const holder = rest[0]?.includes(':@') ? rest.shift() : undefined;
  const rows = rowsOf(rest);
  if (!rows || holder === undefined) return rows;
  const list = `[${rows.map(minified).join(',')}]`;
  return jsonValues(holder.replace(/:@(?=[,}])/, () => `:${list}`));
}

function expectSame(text: string): void {
  const lines = restatedJson(text);
  if (!lines) return;
  const [raw, back] = [jsonValues(text) ?? [], readBack(lines) ?? []];
  const [only] = raw;
  const wanted =
    raw.length === 1 && only?.kind === 'list' && lines[0]?.includes('as a table') && !lines[1]?.includes(':@') ? only.items : raw;
  const same = wanted.length === back.length && wanted.every((value, at) => back[at] && isSame(value, back[at]));
  if (!same) expect({ text, lines }).toBe('the same value');
}

describe('JSON in another form', () => {
  it('reads back as the same value, 10,000 times', { timeout: 120_000 }, () => {
    let tables = 0;
    for (let seed = 1; seed <= 10_000; seed++) {
      const made: Chance = chance(seed);
      const text = jsonText(made);
      expectSame(text);
      if (restatedJson(text)?.[0]?.startsWith('\0')) tables++;
    }
    expect(tables).toBeGreaterThan(2_000);
  });

  it('keeps numbers and texts as they are spelled', () => {
    const rows = '[{"n":1.50,"s":"a\\u0062"},{"n":1e3,"s":"1"},{"n":12345678901234567890,"s":""},{"n":-0,"s":"null"}]';
    expect(tableOf(jsonValues(rows)?.[0]?.kind === 'list' ? listOf(rows) : [])).toEqual([
      '{n,s}',
      '1.50,"a\\u0062"',
      '1e3,"1"',
      '12345678901234567890,""',
      '-0,"null"',
    ]);
  });

  it('says once what all rows have, and leaves a cell empty where a key is missing', () => {
    const rows = '[{"id":1,"owner":{"login":"anna"},"type":"User"},{"id":2,"owner":{"login":"ben"},"type":"User"},{"id":3,"type":"User"}]';
    expect(tableOf(listOf(rows))).toEqual(['{id,owner.login,type=User}', '1,anna', '2,ben', '3,']);
  });

  it('makes no table of what says a key twice, or is no JSON', () => {
    expect(jsonValues('[{"a":1,"a":2}]')).toBeUndefined();
    expect(jsonValues('{"a":01}')).toBeUndefined();
    expect(jsonValues('[1,]')).toBeUndefined();
  });

  it('leaves out rows only beyond a budget, and none that is like no other', () => {
    const made = chance(7);
    const rows = Array.from({ length: 4_000 }, (_, at) => jsonRow(made, at, at === 1_234 ? 'suspended' : 'active'));
    const lines = restatedJson(`[${rows.join(',')}]`) ?? [];
    expect(lines.filter((line) => line.includes('suspended'))).toHaveLength(1);
    expect(lines.join('\n').length).toBeLessThan(60_000);
    const few = restatedJson(`[${rows.slice(1_000, 1_400).join(',')}]`) ?? [];
    expect(few).toHaveLength(402);
  });
});

function listOf(text: string) {
  const [value] = jsonValues(text) ?? [];
  return value?.kind === 'list' ? value.items : [];
}
