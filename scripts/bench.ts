/**
 * Measures the built binaries.
 *
 *   npm run bench -- [--only overhead,hook,throughput,nasty,large,parallel,kills,session,corpora,gain] [--runs 40] [--kills 300] [--writers 20] [--verbose] [--write]
 *
 * Prints tables; `--write` keeps them in docs/figures.md. Build first: `npm run build`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpora } from './bench/corpora.ts';
import { gain } from './bench/gain.ts';
import { hook } from './bench/hook.ts';
import { kills } from './bench/kills.ts';
import { large } from './bench/large.ts';
import { type Chapter, machine, printed } from './bench/measure.ts';
import { nasty } from './bench/nasty.ts';
import { overhead } from './bench/overhead.ts';
import { parallel } from './bench/parallel.ts';
import { session } from './bench/session.ts';
import { throughput } from './bench/throughput.ts';
import { ROOT } from './platforms.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '40' },
    kills: { type: 'string', default: '300' },
    writers: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const chapters: Record<string, () => Promise<Chapter>> = {
  overhead: () => overhead(Number(options.runs)),
  hook: () => hook(Number(options.runs)),
  throughput,
  nasty,
  large,
  parallel,
  kills: () => kills(Number(options.kills), Number(options.writers)),
  session: () => session(options.verbose),
  corpora,
  gain: () => gain(Number(options.runs)),
};
const wanted = options.only?.split(',') ?? Object.keys(chapters);
const texts: string[] = [];
for (const name of wanted) {
  const chapter = chapters[name];
  if (chapter === undefined) throw new Error(`There is no chapter ${name}: choose from ${Object.keys(chapters).join(', ')}.`);
  const text = printed(await chapter());
  console.log(text);
  texts.push(text);
}
if (options.write) {
  const head = `# Figures\n\nWritten by \`npm run bench -- --write\` on ${machine()}. Ratios carry over to other machines, times do not.\n`;
  writeFileSync(join(ROOT, 'docs/figures.md'), `${head}\n${texts.join('\n')}`);
}
