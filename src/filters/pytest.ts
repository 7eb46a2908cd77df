import { type Block, blocksOf, withoutHints } from '../readers/pytest-failures.ts';
import { isCounts, type Section, type SummaryLine, sectionsOf, summaryOf } from '../readers/pytest-report.ts';
import { collected, coverage, progress, warnings } from '../readers/pytest-sections.ts';
import { UV_NOISE } from '../readers/uv-noise.ts';
import { folded } from '../shapes/log.ts';
import { hasOption } from '../text.ts';
import type { Failure, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'pytest: failures with place and assertion, distinct warnings, counts',
  command: ['pytest', 'py.test'],
  unless: ['--pdb', '--trace', '-h', '--looponfail', '-f'],
  noise: [
    '^E(?: |$)',
    '^(?:SUB)?(?:FAILED|FAIL|ERROR)(?:\\[.*\\])?(?: \\(.*\\))? \\S+\\.\\w+(?:::.*)?$',
    '^\\[gw\\d+\\] (?:\\[ *\\d+%\\] )?(?:FAILED|ERROR) \\S',
    '^(?:\\S+::.* )?(?:FAILED|ERROR) *(?:\\[ *\\d+%\\])?$',
    '^collected \\d+ items?\\b',
    '^\\S+\\.py:\\d+$',
    '^(?:\\S*(?:site-packages|dist-packages|/lib/python3|_pytest)\\S*|<frozen .*>):\\d+: ?(?:in .*)?$',
    '^[^\\s:]+:\\d+: (?:in .*|\\w*(?:Error|Exception|Failed|Exit|Interrupt|Warning|DocTestFailure)?)$',
    '^ +File ".*", line \\d+',
    '^INTERNALERROR>',
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
function isWhole(sections: readonly Section[]): boolean {
  return (
    sections.some((section) => isCounts(section.title)) || (sections.at(-1)?.title === 'short test summary info' && sections.length > 2)
  );
}

function report(run: Run, sections: readonly Section[]): Shape {
  const summary = summaryOf(named(sections, 'short test summary info')?.lines ?? []);
  const wishes = { locals: hasOption(run.argv, '-l', '--showlocals'), fold: (lines: readonly string[]) => folded(lines, 2) };
  const parts = sections
    .filter((section) => section.title === 'ERRORS' || section.title === 'FAILURES')
    .map((section) => ({ section, ...blocksOf(section.lines, wishes) }));
  const paired = pair(
    parts.flatMap((part) => part.blocks),
    summary,
  );
  const lines = placed(
    parts.flatMap((part) => part.loose),
    paired.failures,
  );
  return {
    kind: 'tests',
    head: headOf(sections),
    failures: lines.failures,
    tail: [...lines.loose, ...tailOf(sections, paired.left, run.argv)],
  };
}

function named(sections: readonly Section[], title: string): Section | undefined {
  return sections.find((section) => section.title === title);
}

const IN_FULL = 20;

/** Each block gets the id that the summary has for its title; what the summary alone has is a failure as well. */
function pair(blocks: readonly Block[], summary: readonly SummaryLine[]): { failures: Failure[]; left: SummaryLine[] } {
  const failed = summary.filter((entry) => /FAIL(?:ED)?\b|^ERROR/.test(entry.word) && !entry.word.startsWith('X'));
  const free = new Set(failed);
  const texts = new Set<string>();
  const failures = blocks.map((block): Failure => {
    const entry =
      [...free].find((each) => titleOf(each) === plainTitle(block.title)) ?? [...free].find((each) => block.title.endsWith(` ${each.id}`));
    if (entry) free.delete(entry);
    texts.add(block.lines.join('\n'));
    const name = nameOf(block, entry);
    const place = block.place === undefined ? {} : { place: block.place };
    return { name: texts.size > IN_FULL && block.message !== '' ? `${name} - ${block.message}` : name, ...place, lines: block.lines };
  });
  const others = [...free].map(
    (entry): Failure => ({
      name: `${wordOf(entry)}${entry.id}${entry.message === '' ? '' : ` - ${entry.message}`}`,
      lines: withoutHints(entry.more),
    }),
  );
  return { failures: [...failures, ...others], left: summary.filter((entry) => !failed.includes(entry)) };
}

// "/home/dev/tests/test_cart.py:13: AssertionError: assert 1 == 2"
const LINE_STYLE = /^(\S.*:\d+): (.+)$/;

/** `--tb=line` has no titles: its lines are in the order of the summary, and each message must agree. */
function placed(loose: readonly string[], failures: readonly Failure[]): { failures: readonly Failure[]; loose: string[] } {
  const said = loose.filter((line) => line.trim() !== '');
  const lines = said.map((line) => LINE_STYLE.exec(line));
  const agree = lines.length === failures.length && lines.every((line, index) => agrees(line?.[2] ?? '', failures[index]?.name ?? ''));
  if (!agree) return { failures, loose: said };
  return { failures: failures.map((failure, index) => ({ ...failure, place: lines[index]?.[1] ?? '' })), loose: [] };
}

function agrees(message: string, name: string): boolean {
  const told = name.slice(name.indexOf(' - ') + 3);
  return message !== '' && (told === message || (told.endsWith('...') && message.startsWith(told.slice(0, -3))));
}

function wordOf(entry: SummaryLine): string {
  return entry.word === 'FAILED' ? '' : `${entry.word} `;
}

/** `tests/a.py::T::test_x` under SUBFAILED[row] (i=1) stands under `T.test_x [row] (i=1)`. */
function titleOf(entry: SummaryLine): string {
  const test = entry.id.slice(entry.id.indexOf('::') + 2).replace(/^[^[]+/, (path) => path.replaceAll('::', '.'));
  const sub = entry.word.replace(/^[A-Z]+/, '').trim();
  return sub === '' ? test : `${test} ${sub.replace('](', '] (')}`;
}

function plainTitle(title: string): string {
  return title.replace(/^ERROR at (?:setup|teardown) of |^\[doctest\] /, '');
}

function nameOf(block: Block, entry: SummaryLine | undefined): string {
  if (!entry || block.title.includes(entry.id)) return block.title;
  if (block.title.startsWith('ERROR ')) return `${block.title} - ${entry.id}`;
  return [entry.id, entry.word.replace(/^[A-Z]+/, '').trim()].join(' ').trim();
}

function headOf(sections: readonly Section[]): string[] {
  const above = sections.filter((section) => section.title === '' || section.title === 'test session starts');
  return folded(
    above.flatMap((section) => progress(section.lines)),
    2,
  );
}

const QUOTED = /^(?:slowest |Hypothesis Statistics|rerun test summary info)/;
const READ = /^(?:|test session starts|ERRORS|FAILURES|short test summary info)$/;

/** `-rP` asks for what passed tests printed. */
function tailOf(sections: readonly Section[], left: readonly SummaryLine[], argv: readonly string[]): string[] {
  const wanted = argv.some((word) => /^-r\w*P/.test(word));
  return sections.flatMap((section) => {
    if (READ.test(section.title))
      return section.title.startsWith('short') ? left.filter((entry) => entry.word !== 'PASSED').map(asPrinted) : [];
    const lines = section.lines.filter((line) => line.trim() !== '');
    if (section.title.startsWith('warnings summary')) return warnings(section.lines);
    if (section.title === 'tests coverage') return coverage(lines);
    if (section.title === 'PASSES' && wanted) return [section.title, ...folded(lines, 2)];
    if (section.title === 'XFAILURES' || section.title === 'XPASSES' || section.title === 'PASSES') return [];
    if (isCounts(section.title)) return [section.title, ...lines.filter((line) => !UV_NOISE.test(line))];
    return QUOTED.test(section.title) && lines.length === 0 ? [] : [section.title, ...lines];
  });
}

function asPrinted(entry: SummaryLine): string {
  return [`${entry.word} ${entry.id}${entry.message === '' ? '' : ` - ${entry.message}`}`, ...entry.more].join('\n');
}
