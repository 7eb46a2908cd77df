import { blocksOf } from '../readers/pytest-failures.ts';
import { pair, placed } from '../readers/pytest-pairs.ts';
import { isCounts, type ReportSection, type SummaryLine, sectionsOf, summaryOf } from '../readers/pytest-report.ts';
import { collected, coverage, progress, warnings } from '../readers/pytest-sections.ts';
import { folded } from '../shapes/log.ts';
import { hasOption } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'pytest: failures with place and assertion, distinct warnings, counts',
  command: ['pytest', 'py.test'],
  unless: ['--pdb', '--trace', '--looponfail'],
  noise: [
    '^E(?: |$)',
    '^(?:SUB)?(?:FAILED|FAIL|ERROR)(?:\\[.*\\])?(?: \\(.*\\))? \\S+\\.\\w+(?:::.*)?$',
    '^\\[gw\\d+\\] (?:\\[ *\\d+%\\] )?(?:FAILED|ERROR) \\S',
    '^(?:(?=\\S+::).* )?(?:FAILED|ERROR) *(?:\\[ *\\d+%\\])?$',
    '^collected \\d+ items?\\b',
    '^\\S+\\.py:\\d+$',
    '^(?:(?=\\S*(?:site-packages|dist-packages|/lib/python3|_pytest))\\S*|<frozen [^>]*>):\\d+: ?(?:in .*)?$',
    '^[^\\s:]+:\\d+: (?:in .*|\\w*(?:Error|Exception|Failed|Exit|Interrupt|Warning|DocTestFailure)?)$',
    '^ +File ".*", line \\d+',
    '^INTERNALERROR>',
    // source lines above the one that failed
    '^ {4,}(?:print|log(?:ging|ger)?\\.\\w+)\\(.*\\)$',
    '^FAIL Required test coverage',
    '^=+ (?:ERRORS|FAILURES|XFAILURES) =+$',
  ],
  parse,
} satisfies Filter;

const LISTINGS = [
  '--markers',
  '--fixtures',
  '--fixtures-per-test',
  '--cache-show',
  '--setup-plan',
  '--setup-only',
  '--setup-show',
  '--trace-config',
  '--debug',
];

function parse(run: Run): Shape | undefined {
  if (LISTINGS.some((option) => run.argv.includes(option))) return undefined;
  const sections = sectionsOf(run.text);
  if (!isWhole(sections)) return undefined;
  if (hasOption(run.argv, '--collect-only', '--co') && !named(sections, 'ERRORS')) return collected(sections);
  return report(run, sections);
}

/** With `-qq` there are no counts, the summary is the end. */
function isWhole(sections: readonly ReportSection[]): boolean {
  return (
    sections.some((section) => isCounts(section.title)) || (sections.at(-1)?.title === 'short test summary info' && sections.length > 2)
  );
}

function report(run: Run, sections: readonly ReportSection[]): Shape {
  const summary = summaryOf(named(sections, 'short test summary info')?.lines ?? []);
  const wishes = { locals: hasOption(run.argv, '-l', '--showlocals'), fold: (lines: readonly string[]) => folded(lines, 2) };
  const parts = sections
    .filter((section) => section.title === 'ERRORS' || section.title === 'FAILURES')
    .map((section) => ({ section, ...blocksOf(section.lines, section.width, wishes) }));
  const blocks = parts.flatMap((part) => part.blocks);
  const paired = pair(blocks, summary);
  const lines = placed(
    parts.flatMap((part) => part.loose),
    paired.untold,
  );
  return {
    kind: 'tests',
    head: headOf(sections),
    failures: [...paired.failures, ...lines.failures],
    tail: [...lines.loose, ...tailOf(sections, paired.left, run.argv)],
  };
}

function named(sections: readonly ReportSection[], title: string): ReportSection | undefined {
  return sections.findLast((section) => section.title === title);
}

function headOf(sections: readonly ReportSection[]): string[] {
  const above = sections.filter((section) => section.title === '' || section.title === 'test session starts');
  return folded(
    above.flatMap((section) => progress(section.lines)),
    2,
  );
}

const QUOTED = /^(?:slowest |Hypothesis Statistics|rerun test summary info)/;
const READ = /^(?:|test session starts|ERRORS|FAILURES|short test summary info)$/;

/** `-rP` asks for what passed tests printed. */
function tailOf(sections: readonly ReportSection[], left: readonly SummaryLine[], argv: readonly string[]): string[] {
  const wanted = argv.some((word) => /^-r\w*P/.test(word));
  return sections.flatMap((section) => {
    if (READ.test(section.title))
      return section.title.startsWith('short') ? left.filter((entry) => entry.word !== 'PASSED').map(asPrinted) : [];
    const lines = section.lines.filter((line) => line.trim() !== '');
    if (section.title.startsWith('warnings summary')) return warnings(section.lines);
    if (section.title === 'tests coverage') return coverage(lines);
    if (section.title === 'PASSES' && wanted) return [section.title, ...folded(lines, 2)];
    if (section.title === 'XFAILURES' || section.title === 'XPASSES' || section.title === 'PASSES') return [];
    if (isCounts(section.title)) return [...crashes(lines), section.title, ...lines.filter((line) => !CRASH.test(line))];
    return QUOTED.test(section.title) && lines.length === 0 ? [] : [section.title, ...lines];
  });
}

function asPrinted(entry: SummaryLine): string {
  return [`${entry.word} ${entry.id}${entry.message === '' ? '' : ` - ${entry.message}`}`, ...entry.more].join('\n');
}

// "Fatal Python error: Aborted", "Current thread 0x00007f1b7de80b80 (most recent call first):", '  File "/home/dev/tests/a.py", line 5 in test_crash'
const CRASH = /^(?:Fatal Python error: |(?:Current thread|Thread) 0x[0-9a-f]+ |Extension modules: | {2}File ".+", line \d+ in )/;

/** What Python says of a worker that crashed comes on the other stream, behind the counts: it stands before them, with the user's frames. */
function crashes(lines: readonly string[]): string[] {
  return lines.filter(
    (line) => CRASH.test(line) && !/^(?:Thread|Current|Ext)|^ {2}File "(?:.*(?:site-packages|dist-packages|lib\/python3)|<)/.test(line),
  );
}
