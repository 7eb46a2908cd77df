/** The binary loads a filter's code when it runs; here it reads a fixture of every filter and says what the source says. */
import { expect, test } from 'vitest';
import { filter } from '../../src/filter/filter.ts';
import { route } from '../../src/route/route.ts';
import { fixtures } from '../fixture.ts';
import { lab } from './lab.ts';

const HANDLE = 'abcdef';
const l = lab();
const ofFilter = Map.groupBy(fixtures(), (fixture) => fixture.filter);

test.each([...ofFilter.keys()])('%s', (name) => {
  const jobs = (ofFilter.get(name) ?? []).map(({ captured: { text, exit }, argv }) => {
    const captured = { stdout: text, stderr: '', text, exit };
    return { captured, argv, result: filter(captured, route(argv), { level: 'normal', handle: () => HANDLE }) };
  });
  const { captured, argv, result } = jobs.find((job) => job.result.changed) ?? jobs[0] ?? {};
  if (!captured || !argv || !result) return;
  const command = argv.map((word) => `'${word}'`).join(' ');
  const { stdout } = l.rtkWith({ input: captured.text }, 'pipe', '--as', command, '--exit', String(captured.exit));
  expect(stdout.toString().replace(/rtk recall \w+/g, `rtk recall ${HANDLE}`)).toBe(result.text);
});
