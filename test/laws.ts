/** The laws of docs/architecture.md that one filtered output can keep or break, by number. Each check answers with what is wrong. */

import { readWith } from '../src/filter/apply.ts';
import { account, unlike } from '../src/filter/compare.ts';
import { type Filtered, filter, withoutMarkup } from '../src/filter/filter.ts';
import { BUDGET } from '../src/filter/fit.ts';
import { plain } from '../src/filter/plain.ts';
import { unstamped, withoutOwners } from '../src/filter/stamps.ts';
import { tokensOf } from '../src/filter/tokens.ts';
import { hidesPlaces } from '../src/marks.ts';
import { type Route, route } from '../src/route/route.ts';
import { linesOf } from '../src/text.ts';
import type { Level } from '../src/types.ts';
import { type Fixture, HANDLE, shown } from './fixture.ts';
import { worthless } from './law-17.ts';
import { changedBytes } from './law-18.ts';
import { behindVerdict, misplaced, putBackLines, underOthers } from './order.ts';
import { isRelative, keyOf, placesIn } from './places.ts';

/** A result, and what it was made of. */
export interface Judged {
  readonly fixture: Fixture;
  readonly level: Level;
  readonly routed: Route;
  /** The raw text without escape sequences and redraws. */
  readonly raw: string;
  readonly result: Filtered & { readonly all: string };
}

interface Law {
  readonly number: number;
  readonly says: string;
  /** What is wrong; empty where the law is kept. */
  wrong(judged: Judged): readonly string[];
}

const MARKER = /\[\+(\d[\d,]*) ([\w ]+): rtk recall 0a1b2c\]/g;
const VERDICT =
  /\b(?:no (?:errors|issues|problems|warnings)|success(?:ful(?:ly)?)?|all (?:tests|checks|files)|identical|clean|up[- ]to[- ]date|passed)\b/gi;

/** Laws 1, 2, 11 and 12 are about processes and files: test/e2e holds them. */
export const LAWS: readonly Law[] = [
  {
    number: 4,
    says: 'never larger than the raw text, in tokens and in characters',
    wrong: ({ fixture, result }) => [
      ...(tokensOf(result.all) > tokensOf(fixture.captured.text) ? ['more tokens'] : []),
      ...(result.all.length > fixture.captured.text.length ? ['more characters'] : []),
    ],
  },
  {
    number: 5,
    says: 'verdicts come from the tool, also where the exit status is unknown',
    wrong: ({ fixture, level, routed, raw, result }) => {
      const unknown = filter({ ...fixture.captured, exit: undefined }, routed, { level, handle: () => HANDLE });
      return [...madeVerdicts(result.all, raw), ...madeVerdicts(unknown.text, raw)];
    },
  },
  {
    number: 6,
    says: 'no word that the tool did not print',
    wrong: ({ raw, result }) => {
      const { invented } = account(raw, withoutOurs(result.all), [], { own: ['FAIL'] });
      return result.changed && invented !== undefined ? [invented] : [];
    },
  },
  {
    number: 7,
    says: 'what is not shown is counted, and only behind a handle',
    wrong: ({ fixture, level, routed, result }) => {
      const without = filter(fixture.captured, routed, { level, handle: () => undefined });
      const marked = [...result.all.matchAll(MARKER)].length;
      return [
        ...(without.hidden > 0 ? ['hidden without a handle'] : []),
        ...(result.hidden > 0 && marked === 0 ? [`${result.hidden} lines hidden, no marker`] : []),
        ...uncounted(fixture, level, routed, result),
      ];
    },
  },
  {
    number: 8,
    says: 'every distinct error survives, up to the budget',
    wrong: ({ fixture, level, routed, raw, result }) => {
      const read = readOf(fixture, level, routed);
      if (!result.changed || !read || read.content || raw.length > BUDGET) return [];
      const noise = (read.filter.noise ?? []).map((pattern) => new RegExp(pattern));
      const { bare, owners } = withoutOwners(unstamped(raw, routed.filter), read.filter);
      const allowed = { own: ['FAIL', ...owners], prefixes: read.prefixes ?? [], placesCut: read.lines.some(hidesPlaces) };
      const { missing } = account(bare, withoutOurs(result.all), noise, allowed);
      // the errors of a log are told apart by what they say, not by their numbers and ids
      const distinct = read.kind === 'log' ? missing.filter(unlike(linesOf(result.all))) : missing;
      return distinct.map(({ text }) => text);
    },
  },
  {
    number: 9,
    says: 'what a program reads is left as it is',
    wrong: ({ fixture, routed }) => {
      if (!routed.filter) return [];
      const asked = ['--json', '--porcelain', '--format=json', '-o=json'].filter((option) => !fixture.argv.includes(option));
      const tool = (routed.filter.command.find((words) => fixture.argv.join(' ').startsWith(words)) ?? '').split(' ');
      if (tool[0] === '') return [];
      return asked.filter((option) => route([...tool, option]).filter).map((option) => `${tool.join(' ')} ${option} is filtered`);
    },
  },
  {
    number: 10,
    says: 'the same input gives the same bytes',
    wrong: ({ fixture, level, result }) => (shown(fixture, level).all === result.all ? [] : ['other bytes']),
  },
  {
    number: 13,
    says: 'filtering the result again changes nothing',
    wrong: ({ fixture, level, routed, result }) => {
      const stdout = result.text;
      const again = filter({ ...fixture.captured, stdout, stderr: '', text: stdout }, routed, { level, handle: () => HANDLE });
      return again.text === stdout ? [] : [again.text];
    },
  },
  {
    number: 14,
    says: 'the result fits the window of its reader, and says what does not fit',
    wrong: ({ fixture, level, routed }) => {
      const window = Math.max(1200, Math.floor(fixture.captured.text.length / 3));
      const { text, changed, hidden } = filter(fixture.captured, routed, { level, handle: () => HANDLE, window });
      return [
        ...(text.length > window ? [`${text.length} characters in a window of ${window}`] : []),
        ...(changed && hidden > 0 && text.search(MARKER) < 0 ? ['cut without a marker'] : []),
      ];
    },
  },
  {
    number: 15,
    says: "every finding stands under its own folder, task, module and file, a failed test's lines under that test",
    wrong: ({ fixture, raw, result }) => {
      // a test that prints headings of its runner misleads this check too: such fixtures have facts instead
      const fooled = /^printed-|inner-|in-report/.test(fixture.name);
      if (!result.changed) return [];
      return [...elsewhere(raw, result.all), ...(fooled ? [] : underOthers(fixture.filter, linesOf(raw), linesOf(result.all)))];
    },
  },
  {
    number: 16,
    says: "evidence that is put back stands between its neighbours, the runner's last word comes last",
    wrong: ({ fixture, level, raw, result }) => {
      if (!result.changed) return [];
      const [from, to] = [linesOf(raw), linesOf(result.all)];
      const failed = fixture.captured.exit !== 0;
      return [...misplaced(from, to, putBackLines(fixture, level)), ...behindVerdict(fixture.filter, from, to, failed)];
    },
  },
  {
    number: 17,
    says: "what changed, what is unique and what is the user's own comes before repeats, context, deleted and generated text",
    wrong: worthless,
  },
  {
    number: 18,
    says: 'lines of files are their own bytes',
    wrong: changedBytes,
  },
];

/** Findings under an owner that has none there, and those that stand in several folders and are not said in each. */
function elsewhere(raw: string, result: string): string[] {
  const [printed, said] = [placesIn(raw), placesIn(result)];
  const files = new Set(printed.map(({ file }) => file));
  const [owned, shownAt] = [new Set(printed.map(keyOf)), new Set(said.map(keyOf))];
  const places = new Set(said.map(({ file, line }) => `${file}:${line}`));
  return [
    ...said.filter((place) => files.has(place.file) && !owned.has(keyOf(place))).map((place) => `not there: ${keyOf(place)}`),
    ...printed
      .filter((place) => isRelative(place.file) && places.has(`${place.file}:${place.line}`) && !shownAt.has(keyOf(place)))
      .map((place) => `only elsewhere: ${keyOf(place)}`),
  ];
}

/** Without the lines that no marker counts, a short text loses none. */
function uncounted(fixture: Fixture, level: Level, routed: Route, result: Judged['result']): string[] {
  const read = readOf(fixture, level, routed);
  if (!result.changed || !read) return [];
  const hints = (read.filter.hints ?? []).map((pattern) => new RegExp(pattern));
  const text = withoutMarkup(plain(result.stderrApart ? fixture.captured.stdout : fixture.captured.text), read.filter);
  const { bare, owners } = withoutOwners(unstamped(text, routed.filter), read.filter);
  const { hidden } = account(bare, withoutOurs(result.text), [], { own: ['FAIL', ...owners] });
  const lost = hidden.filter((line) => !hints.some((hint) => hint.test(line)));
  const short = tokensOf(fixture.captured.text) <= 200 && result.hidden > 0 ? ['a short text lost lines'] : [];
  return level !== 'lossless' && lost.length > result.hidden
    ? [`${lost.length} lines not shown, ${result.hidden} counted`, ...short]
    : short;
}

function readOf({ argv, captured }: Fixture, level: Level, routed: Route): ReturnType<typeof readWith> {
  if (!routed.filter) return undefined;
  const logged = (said: string) => unstamped(withoutMarkup(plain(said), routed.filter), routed.filter);
  const [stdout, stderr, text] = [logged(captured.stdout), logged(captured.stderr), logged(captured.text)];
  const apart = routed.filter.stderr === 'apart';
  return readWith(routed.filter, { argv: routed.argv ?? argv, stdout, stderr, text: apart ? stdout : text, exit: captured.exit, level });
}

function madeVerdicts(text: string, raw: string): string[] {
  const said = raw.toLowerCase();
  return [...text.matchAll(VERDICT)].map(([verdict]) => verdict.toLowerCase()).filter((verdict) => !said.includes(verdict));
}

/** A result without what rtk adds: markers, the exit status in the last line, counts of repeats. */
function withoutOurs(text: string): string {
  const lines = linesOf(text.replace(MARKER, '').replace(/ ?\(×\d+\)/g, ''));
  const last = (lines.pop() ?? '').replace(/^\[exit \d+\] *$/, '');
  return [...lines, last].join('\n');
}
