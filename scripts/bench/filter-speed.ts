/** Prints how fast the pure filter is, as JSON; scripts/bench/throughput.ts runs it on Bun and on Node. */
import { filter } from '../../src/filter/filter.ts';
import { route } from '../../src/route/route.ts';
import { fixtures } from '../../test/fixture.ts';
import { casesOf, corporaFolder } from '../corpus.ts';

interface Job {
  readonly name: string;
  readonly bytes: number;
  readonly run: () => void;
}

const options = { level: 'normal', handle: () => '0a1b2c' } as const;
const jobs = [...fixtureJobs(), ...corpusJobs()];
const cold = seconds(jobs);
const warm = Math.min(seconds(jobs), seconds(jobs), seconds(jobs));
const slow = jobs
  .filter(({ bytes }) => bytes > 20_000)
  .map((job) => ({ name: job.name, speed: job.bytes / 1e6 / Math.min(seconds([job]), seconds([job])) }))
  .sort((a, b) => a.speed - b.speed)
  .slice(0, 5);
const bytes = jobs.reduce((sum, job) => sum + job.bytes, 0);
console.log(JSON.stringify({ outputs: jobs.length, megabytes: bytes / 1e6, cold: bytes / 1e6 / cold, warm: bytes / 1e6 / warm, slow }));

function fixtureJobs(): Job[] {
  return fixtures().map(({ filter: folder, name, argv, captured }) => {
    return { name: `${folder}/${name}`, bytes: captured.text.length, run: () => filter(captured, route(argv), options) };
  });
}

function corpusJobs(): Job[] {
  const folder = corporaFolder();
  const cases = folder === undefined ? [] : casesOf(folder);
  return cases
    .map(({ id, cmd, stdout, stderr, exit }) => ({ id, argv: cmd.split(' '), captured: { stdout, stderr, text: stdout + stderr, exit } }))
    .filter(({ argv }) => route(argv).filter !== undefined)
    .map(({ id, argv, captured }) => ({ name: id, bytes: captured.text.length, run: () => filter(captured, route(argv), options) }));
}

function seconds(some: readonly Job[]): number {
  const start = process.hrtime.bigint();
  for (const { run } of some) run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
