/** What a filter can say without code: the keys of its TOML that read. Nothing here does anything. */

/** A way to read an output, as data: exactly one of `lines`, `match`, `read`, `table`, `tests` and `log`. */
export interface Reading {
  /** A reader by its name, or several: the first that knows the text reads it. */
  readonly read?: string | readonly string[];
  /** Beside `read`: each pattern must match some line, else the text is unknown. */
  readonly expect?: readonly string[];
  /** Beside `read`: lines that the reader does not see. */
  readonly drop?: readonly string[];
  readonly lines?: LineRules;
  readonly match?: MatchRules;
  readonly table?: TableRules;
  readonly tests?: TestRules;
  readonly log?: LogRules;
}

/** A way to read what the command prints with other options. */
export interface Form extends Reading {
  /** Options as in `unless`, of which one must be there: `['-o wide', '--long']`. */
  readonly when?: readonly string[];
  /** Patterns for the words of the command, tool first, a blank between them, of which one must match. */
  readonly argv?: readonly string[];
  /** What is printed so is data: it is left as it is, byte for byte. */
  readonly data?: true;
}

/** `[table]`: rows under a line of column names; columns by blanks, by `|` or by drawn borders. */
export interface TableRules {
  /** The line of the column names. Without it: the first line that looks like one. */
  readonly header?: readonly string[];
  /** Lines that are noise. */
  readonly drop?: readonly string[];
  /** Each pattern in a cell becomes `with`. */
  readonly replace?: readonly { readonly pattern: string; readonly with: string }[];
  /** What else an unhealthy row says: such rows are always shown. */
  readonly unhealthy?: readonly string[];
  /** Healthy rows shown; the others are counted where they stood. */
  readonly show?: number;
  /** `false`: a column with one value stays in its rows. */
  readonly once?: boolean;
}

/** `[tests]`: failures, what passed, and the verdict at the end. */
export interface TestRules {
  /** The first line of a failure, groups `name`, `file`, `line`, `message`. */
  readonly failure: readonly string[];
  /** The line behind a failure's last one; it belongs to no failure. A next failure and the verdict end one, too. */
  readonly end?: readonly string[];
  /** A line under which items are no failures, though they look so (pending tests, deprecations), up to the next `end`. */
  readonly aside?: readonly string[];
  /** Inside a failure: its place, groups `file` and `line`. */
  readonly place?: readonly string[];
  /** Lines about tests that passed or did not run. */
  readonly pass?: readonly string[];
  /** Lines that are noise, inside of failures too. */
  readonly drop?: readonly string[];
  /** What the runner says of the whole run; a text without it is unknown. */
  readonly verdict: readonly string[];
}

/** `[log]`: entries that begin with a time; equal ones are said once. */
export interface LogRules {
  /** Each pattern must match some line, else the text is unknown. */
  readonly expect?: readonly string[];
  /** Lines that are noise. */
  readonly drop?: readonly string[];
  /** The time at the beginning of an entry. Without it: the usual forms. */
  readonly time?: readonly string[];
  /** Entries that say that something is wrong: each distinct one is shown. Without it: the usual words. */
  readonly level?: readonly string[];
  /** Entries of which equal ones but for numbers are counted. Without it: all that are of no such level. An empty list: none. */
  readonly fold?: readonly string[];
}

/** Level 1: rules applied to the lines in the order of the fields. */
export interface LineRules {
  /** Every pattern must match some line, else the text is unknown and printed raw. */
  readonly expect?: readonly string[];
  readonly replace?: readonly { readonly pattern: string; readonly with: string }[];
  readonly drop?: readonly string[];
  /** If given, other lines are dropped. */
  readonly keep?: readonly string[];
  /** Lines of which equal ones stand once, where the first one was. */
  readonly once?: readonly string[];
  /** Fold lines that are equal but for numbers. */
  readonly fold?: boolean;
  readonly on_success?: LineBranch;
  readonly on_failure?: LineBranch;
}

/** `say` is made of what `when` captured (`$1`, `$<name>`) and replaces the text; only exit 0 can reach `on_success`. */
export interface LineBranch {
  readonly drop?: readonly string[];
  readonly keep?: readonly string[];
  readonly when?: string;
  readonly say?: string;
}

/** Level 2: named groups into a shape. */
export interface MatchRules {
  readonly shape: 'diagnostics' | 'tests' | 'files' | 'table';
  /** Groups are fields of the shape: file, line, col, severity, code, message, name, detail; of `files` path and verb, which is said once above them. */
  readonly pattern: readonly string[];
  /** A line above items, whose groups (`file`, …) hold for those under it; it counts only right above an item. */
  readonly heading?: readonly string[];
  /** Lines that belong to the item above them: group `detail`, or fields that the item has not; `message` goes on with the item's. */
  readonly detail?: readonly string[];
  /** Runs of blanks in fields become one. */
  readonly squeeze?: boolean;
  /** Each pattern must match some line, else the text is unknown. */
  readonly expect?: readonly string[];
  /** Lines that are quoted as they are, under the items. */
  readonly summary?: readonly string[];
  /** What the tool says where there is nothing to find: then what `drop` leaves is shown, otherwise a text without items is unknown. */
  readonly clean?: readonly string[];
  /** Lines that are noise. Any other line makes the text unknown if `strict`, else it is quoted as it is. */
  readonly drop?: readonly string[];
  readonly strict?: boolean;
}
