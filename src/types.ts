/** The nouns of the house: Run, Filter, Shape (Saving is in record.ts). Nothing here does anything. */

import type { Form, Reading } from './rules.ts';

export type { Form, LineBranch, LineRules, LogRules, MatchRules, Reading, TableRules, TestRules } from './rules.ts';

/** Exit status of a child: 0 to 255, or undefined where an agent's payload does not carry it. */
export type Exit = number | undefined;

/** What is hidden: `lossless` hides nothing but noise and repeats, `normal` is the default, `tight` hides more. */
export type Level = 'lossless' | 'normal' | 'tight';

/** One finished run of a command, as a filter reads it. Texts are plain: no escape sequences, `\n` line ends, redrawn progress lines resolved. */
export interface Run {
  /** The command without launchers and global options, tool first: `npx -y tsc --noEmit` is `['tsc', '--noEmit']`. */
  readonly argv: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, in the order in which they arrived. Which stream a line came on is rarely certain: prefer this. */
  readonly text: string;
  readonly exit: Exit;
  readonly level: Level;
  /** Characters that the reader gets to see at most; absent if there is no such window. */
  readonly window?: number;
}

/** A filter is data first: a way to read before `parse()`; exactly one. */
export interface Filter extends Reading {
  /** One line for docs/commands.md, `tool: what is shown`. */
  readonly about: string;
  /** Command prefixes that this filter reads: `['git log', 'git reflog']`. The longest prefix over all filters wins. */
  readonly command: readonly string[];
  /** Options that make the command none of our business: it is passed through, byte for byte. `--json` also matches `--json=x`, `-o=json` matches `-o json` and `-ojson`, a word matches a positional argument, `=-v` only `-v` itself (for tools whose long options have one dash). */
  readonly unless?: readonly string[];
  /** Options that ask for a form for programs which this filter reads all the same: text with annotations in it. */
  readonly reads?: readonly string[];
  /** The filter applies only if one of these options is there. */
  readonly only?: readonly string[];
  /** Lines (regular expressions) that are positively known as noise: the core neither misses nor re-appends them. */
  readonly noise?: readonly string[];
  /** Lines (regular expressions) that the tool prints for beginners, the same in every run: they go without a count. */
  readonly hints?: readonly string[];
  /** Patterns of colours that the tool writes as words (`<{%fg 2%}>`): they are taken out like escape sequences, before anything is read or compared. */
  readonly markup?: readonly string[];
  /** `apart`: stderr holds complaints only and is handed on as it is; `parse` sees stdout alone (ls, find, grep, git diff). */
  readonly stderr?: 'apart';
  /** The command runs a program of the user's, which may be a server or ask something: what it prints is shown if it is still running a second later. */
  readonly live?: true;
  /** The command may start a server or a watcher: once it says that it is ready and falls silent, its text is shown. */
  readonly serves?: true;
  /** What a service writes before each line of a log, mostly the time: it goes before anything is read or compared; its first group stays. */
  readonly stamp?: string;
  /** What says before each line whose it is (job, step): errors and places are looked for behind it. */
  readonly owner?: string;
  /** The command prints lines of files or of people (searches, diffs, reads): blanks and carriage returns in them are theirs and stay. */
  readonly quotes?: true;
  /** The filter reads lines of any length; for others lines past 16,384 characters are cut and counted. */
  readonly whole?: true;
  /** Exit statuses that are an answer and no failure: grep's 1 is "no match", diff's 1 is "they differ". */
  readonly answers?: readonly number[];
  /** Other ways to read, for commands that ask for another form; the first that fits is taken. */
  readonly form?: readonly Form[];
  /** Reads the output. `undefined` means "I do not know this text": the core prints it raw. Never guesses. */
  parse?(run: Run): Shape | undefined;
}

/** A pure reader that several filters share; a filter in TOML names it with `read`, or by its own block (`[table]`, `[tests]`, `[log]`). */
export interface Reader {
  /** As in a filter. */
  readonly noise?: readonly string[];
  readonly hints?: readonly string[];
  /** `undefined` means "I do not know this text". */
  read(run: Run, reading: Reading): Shape | undefined;
}

export type Shape = Diagnostics | Tests | Table | Tree | Log | Files | Diff | Json | Text | Inner | Parts;

/** Filters return what the tool said; the core counts what they left out, so no filter counts hidden lines. */
interface Quotes {
  /** Lines quoted as they are, before the items. */
  readonly head?: readonly string[];
  /** Lines quoted as they are, after the items: the tool's own summary and whatever the parser did not file elsewhere. */
  readonly tail?: readonly string[];
}

export interface Diagnostics extends Quotes {
  readonly kind: 'diagnostics';
  readonly items: readonly Diagnostic[];
}

/** One finding of a compiler or linter, each field as the tool spells it. */
export interface Diagnostic {
  readonly file?: string;
  readonly line?: string;
  readonly col?: string;
  /** `error`, `warning`, `note`… as the tool says it; absent where it says none. */
  readonly severity?: string;
  readonly code?: string;
  readonly message: string;
  /** Lines that explain this finding (expected/found, help, related places); code frames are left out. */
  readonly detail?: readonly string[];
}

export interface Tests extends Quotes {
  readonly kind: 'tests';
  readonly failures: readonly Failure[];
}

/** One failed test. */
export interface Failure {
  readonly name: string;
  /** `path:line` of the first frame in the user's code. */
  readonly place?: string;
  /** The assertion: message, expected, actual, diff; as many lines as it takes. */
  readonly lines: readonly string[];
}

export interface Table extends Quotes {
  readonly kind: 'table';
  readonly header?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows beyond this many are counted, but for unhealthy ones. */
  readonly cap?: number;
  /** What else an unhealthy row says, beside the usual words. */
  readonly unhealthy?: readonly string[];
  /** Columns with one value in all rows are said once, above them. */
  readonly once?: boolean;
}

export interface Tree extends Quotes {
  readonly kind: 'tree';
  readonly nodes: readonly Node[];
}

export interface Node {
  readonly name: string;
  readonly children?: readonly Node[];
}

/** Lines of which many say the same but for numbers, times and ids. */
export interface Log extends Quotes {
  readonly kind: 'log';
  readonly lines: readonly string[];
  /** Where the reader knows what an entry is: its lines, the time in front of it, and whether it folds. */
  readonly entries?: readonly LogEntry[];
}

export interface LogEntry {
  /** As it is written; absent where there is none. */
  readonly time?: string;
  /** What stands in front of the time and behind it, further lines under it. */
  readonly before?: string;
  readonly text: string;
  /** May entries that are equal but for numbers be counted? */
  readonly folds: boolean;
  /** Does it say that something is wrong? */
  readonly wrong?: boolean;
}

/** Paths, each with what the tool says of it. */
export interface Files extends Quotes {
  readonly kind: 'files';
  /** What stands before each row: the state of these paths. */
  readonly before?: string;
  /** Each path is a finding of its own: none is left out. */
  readonly all?: boolean;
  readonly items: readonly { readonly path: string; readonly note?: string; readonly lines?: readonly string[] }[];
}

/** A unified diff; everything in it was read from the tool's text. */
export interface Diff extends Quotes {
  readonly kind: 'diff';
  readonly files: readonly DiffFile[];
}

export interface DiffFile {
  /** The `diff --git`, mode, rename and similar lines that are worth showing. */
  readonly header: readonly string[];
  /** `words`: changes stand within lines, as `[-…-]` and `{+…+}`. */
  readonly hunks: readonly { readonly header: string; readonly lines: readonly string[]; readonly words?: true }[];
  /** Header lines of the raw text that are not in `header`. */
  readonly left?: number;
  /** Characters of hunks at most: deleted files, lock files, bundles. */
  readonly limit?: number;
  /** Where there is not room for all, what programs write goes before what was written by hand, and what is gone before both. */
  readonly worth?: 'own' | 'generated' | 'deleted';
}

export interface Json {
  readonly kind: 'json';
  readonly text: string;
  /** Only a model reads it: rows of one kind may stand as a table, which reads back as the same value. */
  readonly restated?: true;
}

/** Text that was only restated. `content` marks quoted foreign text (commit messages, file lines), whose words are not verdicts. */
export interface Text {
  readonly kind: 'text';
  readonly lines: readonly string[];
  readonly content?: boolean;
}

/** Another tool's output under a launcher's banner (`npm run lint`): the core reads it with that tool's filter. */
export interface Inner extends Quotes {
  readonly kind: 'inner';
  /** The words of the command in the banner, as they would be typed. */
  readonly argv: readonly string[];
  readonly text: string;
  /** What is shown if no filter reads the text; without it the text is unknown. */
  readonly otherwise?: Exclude<Shape, Inner>;
  /** How that command ended, where it did not end as the whole run did. */
  readonly exit?: Exit;
}

/** The outputs of several tools, one under the other. */
export interface Parts extends Quotes {
  readonly kind: 'parts';
  readonly parts: readonly Shape[];
  /** What the raw text has before each line of one owner, `packages/a build: `; the parts are without it. */
  readonly prefixes?: readonly string[];
}
