/** JSON by chance; the same seed makes the same text. */

export type Chance = (below: number) => number;

/** Numbers below a bound, by a linear congruence. */
export function chance(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STRINGS = [
  '',
  'a',
  'null',
  '1',
  '-1.5',
  'a,b',
  'say "x"',
  ' a',
  'a ',
  '[x',
  '{y}',
  'a=b',
  'x\ny',
  'é',
  '\u2028',
  '0x1f',
  'a.b',
  '@',
  'true',
  '#',
  '\\',
  '-',
  '1e5',
  'https://x.y/z?a=1',
  '~1/x',
  'https://api.example.com/users/anna',
  'https://api.example.com/users/anna/followers',
  'https://api.example.com/repos/a/b/pulls/7{/x}',
];
const NUMBERS = ['0', '-0', '1.50', '1e3', '12345678901234567890', '3.14', '-7', '0.1e-7'];
const KEYS = ['id', 'name', 'a.b', 'owner', 'x y', '', 'a,b', '"q"', '@', 'type', 'a=b', '{k}', '0', 'é'];

function pick<T>(made: Chance, of: readonly T[]): T {
  return of[made(of.length)] as T;
}

function scalar(made: Chance): string {
  const kind = made(10);
  if (kind < 5) return JSON.stringify(pick(made, STRINGS) + (made(3) === 0 ? String(made(1000)) : ''));
  if (kind < 8) return kind === 5 ? String(made(10_000)) : pick(made, NUMBERS);
  return pick(made, ['true', 'false', 'null']);
}

function value(made: Chance, depth: number): string {
  const kind = made(10);
  if (depth === 0 || kind < 6) return scalar(made);
  if (kind < 8) return `[${times(made(4), () => value(made, depth - 1)).join(',')}]`;
  return object(made, depth - 1, pickKeys(made, made(4)));
}

function pickKeys(made: Chance, count: number): string[] {
  return [...new Set(times(count, () => pick(made, KEYS)))];
}

function object(made: Chance, depth: number, keys: readonly string[]): string {
  return `{${keys.map((key) => `${JSON.stringify(key)}:${value(made, depth)}`).join(', ')}}`;
}

function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

function rows(made: Chance): string[] {
  const keys = pickKeys(made, 1 + made(6));
  const constant = made(2) === 0 ? scalar(made) : undefined;
  return times(3 + made(12), () => {
    const some = keys.filter(() => made(8) > 0);
    const own = object(made, 2, some);
    return constant === undefined || keys.includes('same') ? own : own.replace(/^\{/, `{"same":${constant}${some.length > 0 ? ',' : ''}`);
  });
}

/** One value, rows in a list, rows in an object, rows one a line. */
export function jsonText(made: Chance): string {
  const kind = made(4);
  if (kind === 0) return made(2) === 0 ? object(made, 3, pickKeys(made, 6)) : `[${times(made(6), () => value(made, 3)).join(',\n ')}]`;
  if (kind === 1) return `[\n  ${rows(made).join(',\n  ')}\n]`;
  if (kind === 2) return `{"total": ${made(99)}, "items": [${rows(made).join(',\n')}], "next": ${scalar(made)}}`;
  return `${rows(made).join('\n')}\n`;
}

/** A row of an ordinary service. */
export function jsonRow(made: Chance, id: number, status: string): string {
  return JSON.stringify({ id, name: `user-${made(100_000)}`, status, score: made(100), site: { region: pick(made, ['eu', 'us']) } });
}
