import { omitted } from '../marks.ts';
import { told } from '../readers/js-trace.ts';
import { verdictAt } from '../readers/verdict.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'jasmine: failed specs with message and place, printed lines, summary',
  command: ['jasmine'],
  unless: ['init', 'examples', 'help', 'version', 'enumerate'],
  noise: ['^\\d+\\) ', '^Failures:$'],
  parse,
} satisfies Filter;

// "9 specs, 5 failures, 2 pending specs"
const SUMMARY = /^\d+ specs?, \d+ failures?/;
// "1) cart knows the region"
const NUMBERED = /^\d+\) (.*)$/;
// "Randomized with seed 86953", "Started", ".*.FFFF*F", "Finished in 0.095 seconds", "Jasmine started", "  Message:", "  Stack:"
const NOISE = /^(?:Randomized with seed \d+|Started|[.*F]+|Jasmine started|Executing \d+ .*)$/;

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text);
  const end = verdictAt(lines, SUMMARY);
  if (end < 0) return undefined;
  const start = lines.findIndex((line, at) => line === 'Failures:' && lines[at + 2] === '  Message:');
  const pending = lines.indexOf('Pending:');
  const ends = [pending, end].filter((at) => at > start);
  const list = lines.slice(0, Math.min(...[start, ...ends].filter((at) => at >= 0)));
  const failures = start < 0 ? [] : failuresOf(lines.slice(start + 1, Math.min(...ends)));
  const tail = lines.slice(end).filter((line) => line.trim() !== '' && !/^Finished in /.test(line));
  return { kind: 'tests', head: printed(list), failures, tail };
}

function printed(list: readonly string[]): string[] {
  const own = list.filter((line) => line.trim() !== '' && !NOISE.test(line));
  return own.length > 60 ? [...own.slice(0, 60), omitted(own.length - 60)] : own;
}

function failuresOf(lines: readonly string[]): Failure[] {
  const starts = lines.flatMap((line, at) => (NUMBERED.test(line) ? [at] : []));
  return starts.map((start, n) => {
    const body = lines.slice(start + 1, starts[n + 1] ?? lines.length).filter((line) => !/^ {2}(?:Message|Stack):$/.test(line));
    const { place, lines: said } = told(body);
    return { name: NUMBERED.exec(lines[start] ?? '')?.[1] ?? '', ...(place === undefined ? {} : { place }), lines: said };
  });
}
