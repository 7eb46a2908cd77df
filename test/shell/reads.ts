/** Lines as agents type them, pipelines included, made from a seed; each says where what the model reads begins. */

import { type Dice, dice, filtered, HERE, UNSURE, wrapped } from './lines.ts';

/** Before a pipeline whose last program is read by the model. */
const PIPE = '\u0003';

type Kind = keyof typeof KINDS;

export interface Read {
  readonly kind: Kind;
  readonly raw: string;
  /** Where each text begins that the model reads: of a command that a filter knows, or of a pipeline. */
  readonly outputs: readonly { readonly at: number; readonly pipe: boolean }[];
}

const KINDS = {
  'one command': (random: Dice) => command(random),
  'one pipeline': (random: Dice) => pipeline(random),
  'cd x && …': (random: Dice) => `cd ${random.of('src', '.', '"$PWD"')} && ${output(random)}`,
  'cd x && … && …': (random: Dice) => `cd src && ${output(random)} && ${output(random)}`,
  list: (random: Dice) => [output(random), quiet(random), output(random)].slice(random.of(0, 1)).join(random.of(' && ', '; ', ' || ')),
  'list with headings': (random: Dice) =>
    ['one', 'two', 'three']
      .slice(random.of(0, 1))
      .map((name) => `echo "=== ${name} ==="${random.of('; ', ' && ')}${output(random)}`)
      .join(random.of('; ', ' && ', '\n')),
  'multi-line script': (random: Dice) =>
    `${random.of('', 'set -e\n', '# look around\n')}${[output(random), quiet(random), output(random), output(random)].slice(random.of(0, 1, 2)).join('\n')}`,
  loop: (random: Dice) =>
    random.of(
      () => `for i in 1 2; do ${output(random)}; done`,
      () => `for f in src/*.ts; do echo "== $f"; ${HERE}${random.of('wc -l', 'grep -n const', 'git log --oneline -2 --')} "$f"; done`,
      () => `for d in src .; do (cd "$d" && ${output(random)}); done`,
      () => `git ls-files 'src/?.ts' | while read -r f; do ${HERE}git log --oneline -1 -- "$f"; done`,
    )(),
  conditional: (random: Dice) =>
    random.of(
      () => `if [ -d src ]; then ${output(random)}; else ${output(random)}; fi`,
      () => `[ -f package.json ] && ${output(random)} || ${output(random)}`,
      () => `(cd src && ${output(random)}); ${output(random)}`,
    )(),
} as const;

export function reads(count: number, seed: number): Read[] {
  const random = dice(seed);
  const [first, ...others] = Object.keys(KINDS) as [Kind, ...Kind[]];
  return Array.from({ length: count }, () => {
    const kind = random.of(first, ...others);
    return { kind, ...unmarked(KINDS[kind](random)) };
  });
}

function unmarked(marked: string): Pick<Read, 'raw' | 'outputs'> {
  let raw = '';
  const outputs: { at: number; pipe: boolean }[] = [];
  for (const character of marked) {
    if (character === HERE || character === UNSURE || character === PIPE) outputs.push({ at: raw.length, pipe: character === PIPE });
    else raw += character;
  }
  return { raw, outputs };
}

/** A third of what agents type ends in a pipe. */
function output(random: Dice): string {
  return random.chance(0.35) ? pipeline(random) : command(random);
}

function command(random: Dice): string {
  return `${wrapped(random, HERE)}${random.of('', '', '', ' 2>&1', ' 2>/dev/null')}`;
}

function pipeline(random: Dice): string {
  const trims = [
    '| head -20',
    '| head -n 5',
    '| tail -50',
    '| tail -n 30',
    '| tail -5',
    '| tee all.log',
    '| cat',
    '| tee all.log | tail -20',
  ] as const;
  const asks = [
    '| grep -i error', '| grep -E "FAIL|PASS|ok"', '| grep -v node_modules', '| grep -c export', '| wc -l', '| sort | uniq -c | sort -rn | head', '| sort | head -3',
    "| awk '{print $1}'", '| sed -n 1,20p', '| cut -d: -f1 | sort -u', '| tail -50 | grep error', '| grep -A3 error | head -40',
  ] as const; // biome-ignore format: one choice a word
  const end = `${random.of('', ' 2>&1', ' 2>&1')} ${random.chance(0.65) ? random.of(...trims) : random.of(...asks)}`;
  // Data is not to be changed: it does not count itself, but what stands beside it in one text does.
  if (random.chance(0.05)) return `${random.of('psql -c "select 1"', 'curl -s localhost')}${end}`;
  return `${PIPE}${random.chance(0.9) ? filtered(random) : random.of('./run.sh', './gradlew check', 'bazel test //...')}${end}`;
}

/** Says nothing, or next to nothing. */
function quiet(random: Dice): string {
  return random.of(
    'mkdir -p tmp/d',
    'touch tmp.md',
    'export CI=1',
    'X=$(git rev-parse HEAD)',
    'echo done',
    'pwd',
    'sleep 0',
    'cp README.md copy.md',
    'git push',
    'date',
  );
}
