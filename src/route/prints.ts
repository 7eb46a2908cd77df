/** Whose text a command prints. The one answer, for the rewriter, the replacer, the filters, the core and `rtk explain`. */

/**
 * `words`: what the tool itself says. `file`: the bytes of files, or data. `patch`: lines of files with marks. `hits`: single lines of files.
 * `anything`: a program of the user's, or one that nobody here knows: it may be any of these. `tasks`: a runner's words, with what the
 * user's tasks print among them.
 */
export type Prints = 'words' | 'file' | 'patch' | 'hits' | 'anything' | 'tasks';

/** `argv` without launchers and global options; `filter` names the one that would read the text, if there is one. */
export function printsOf(argv: readonly string[], filter?: string): Prints {
  const typed = argv.join(' ');
  if (
    isWholeFile(argv) ||
    (FILE.test(typed) && !(filter !== undefined && TOLD.has(filter))) ||
    (FORMATTER.test(typed) && !CHECKS.test(typed))
  )
    return 'file';
  if (PATCHES.test(typed) || PATCH.test(typed)) return filter !== undefined && SUMMARY.test(typed) ? 'words' : 'patch';
  if (HITS.test(typed)) return filter !== undefined && LISTING.test(typed) ? 'words' : 'hits';
  if (WORDS.test(typed)) return 'words';
  if (filter === undefined || USERS.has(filter)) return 'anything';
  return MIXED.has(filter) ? 'tasks' : 'words';
}

/** Is the content of a file all that it prints, although the command may show other things? No filter reads it then. */
export function isWholeFile(argv: readonly string[]): boolean {
  const words = argv.slice(argv[0] === 'git' ? 2 : 1, argv.includes('--') ? argv.indexOf('--') : undefined);
  return argv[0] === 'git' && argv[1] === 'show' ? words.some((word) => REVISION.test(word)) : isSearchForAll(argv, words);
}

// "HEAD:src/a.ts", ":a.ts", "HEAD^:a.ts", "stash@{0}:a.ts"; but not ":/words of a message"
const REVISION = /^[^-:][^:]*:|^:(?!\/)/;
const SEARCH = /^(?:[efz]?grep|rg|ag|git grep)(?: |$)/;
// Every line matches.
const ALL = /^(?:\^?(?:\.\*?)?\$?)$/;

/** `grep -n '' a.ts`, `rg . a.ts`; `grep -v x a.ts` shows nearly all of it. */
function isSearchForAll(argv: readonly string[], words: readonly string[]): boolean {
  if (!SEARCH.test(argv.join(' '))) return false;
  if (words.some((word) => /^(?:-[a-uw-zA-Z]*v[a-zA-Z]*|--invert-match)$/.test(word))) return true;
  const given = words.findIndex((word) => /^(?:-[a-zA-Z]*e|--regexp)$/.test(word));
  const pattern = given >= 0 ? words[given + 1] : words.find((word) => !word.startsWith('-'));
  return pattern !== undefined && ALL.test(pattern);
}

// Programs that show files as they stand or line by line, unpack them, or print data. Whole words, behind which a blank or nothing stands.
const FILE = new RegExp(
  `^(?:${[
    'cat|bat|batcat|head|tail|tac|rev|less|more|most|nl|pr|fold|fmt|expand|unexpand|iconv|dos2unix|strings|split|csplit|dd|tee|sponge',
    'sed|gsed|[gmn]?awk|perl|ruby|php|lua|jq|yq|xq|gron|dasel|mlr|xsv|qsv|csvcut|csvlook|csvtool|xmllint|xmlstarlet|plutil',
    'sort|uniq|join|comm|column|paste|cut|tr|shuf|tsort|look|sdiff',
    'zcat|gzcat|bzcat|xzcat|zstdcat|lzcat|gunzip|gzip|bzip2|xz|zstd|lz4|tar|bsdtar|unzip|7z|7za|cpio|ar',
    'base64|base32|xxd|od|hexdump|hd|openssl|gpg|age|sops',
    'curl|wget|http|xh|aria2c',
    'gofmt|goimports|gofumpt|clang-format|shfmt|envsubst|m4|cpp|xargs|parallel|printenv|env|declare|set',
    'psql|mysql|mariadb|sqlite3|duckdb|redis-cli|mongosh|mongo|clickhouse-client',
    'git (?:archive|config|cat-file|check-attr|check-ignore|for-each-ref|rev-list|rev-parse|stripspace|bundle|notes|annotate)',
    '(?:docker|podman|kubectl) (?:exec|cp|run)|ssh|sudo|adb',
    '(?:ba|z|da|k|fi)?sh|eval|source|\\.',
    '(?:python3?|node|deno|bun|tsx|osascript|Rscript|julia) (?:-[A-Za-z-]+ )*(?:-[A-Za-z]*[cepE]|--eval|--print|eval|-)',
    'vi|vim|nvim|ex|ed|json\\.tool|tarfile|zipfile|tokenize|pprint',
  ].join('|')})(?: |$)`,
);

// "prettier src/a.ts" and "black -" print the file that they format; "prettier --check ." names files
const FORMATTER = /^(?:prettier|(?:black|isort|ruff format|yapf|autopep8|biome format)(?: \S+)* -)(?: |$)/;
const CHECKS = / (?:--check|--list-different|--write|--help|--version|-[clw])(?: |$)/;
const PATCHES =
  /^(?:black|isort|ruff (?:format|check)|yapf|autopep8|djlint|gofmt|git (?:rebase|am)) (?:.* )?(?:--diff|--show-current-patch\S*)(?: |$)/;
// "git show" of a commit has its patch; "git log" and "git stash" where they are asked for one
const PATCH =
  /^(?:(?:colordiff|diff|diff3|interdiff|filterdiff|patch|delta|git (?:diff|show|format-patch|range-diff|diff-tree|diff-index|diff-files|stash show|merge-tree|am|apply)|(?:hg|svn|jj) (?:diff|di)|hg export|gh pr diff|glab mr diff)(?: |$)|(?:git (?:log|whatchanged|reflog|stash list) (?:.* )?(?:-[a-z]*[pu]|--patch|-U\d+|--unified=\S+|-L\S*|-c|--cc|--patch-with-stat|--ext-diff|--function-context|-W)(?: |$)))/;

// "git diff --stat", "diff -rq a b"; but not "git show --stat -p"
const SUMMARY =
  /^(?!.* (?:-\w*[pu]|--patch\S*|--unified\S*|-U\d+)(?: |$))(?:git .* (?:--stat\S*|--shortstat|--numstat|--name-only|--name-status|--summary|--dirstat\S*)|diff .*(?:-[a-pr-zA-Z\d_]*q\w*|--brief))(?: |$)/;
// "grep -rl x", "rg --files", "grep -c x a"
const LISTING = /^(?!git (?:blame|annotate)).* (?:-[abd-km-zA-KM-Z]*[lLc][a-zA-Z]*|--files\S*|--name-only|--count\S*)(?: |$)/;
const HITS = /^(?:[efz]?grep|rg|rga|ag|ack|ugrep|git (?:grep|blame|annotate)|(?:hg|svn) (?:annotate|ann|blame|praise))(?: |$)/;

/** No filter is for them, and what they print is about the machine. */
const WORDS =
  /^(?:pwd|id|whoami|hostname|uname|date|uptime|nproc|arch|tty|which|command -v|groups|free|sw_vers|wc|basename|dirname)(?: |$)/;

/** Filters of programs that print files, for the forms in which they only tell what they do. */
const TOLD: ReadonlySet<string> = new Set('curl wget openssl-s-client ssh-verbose tar archives'.split(' '));

/** Filters of commands that run what the user wrote, which may print a file. */
const USERS: ReadonlySet<string> = new Set([
  'make',
  'npm-run',
  'npm-start',
  'pnpm-run',
  'yarn-run',
  'bun-run',
  'mise-run',
  'moon',
  'lerna',
  'go-task',
  'cargo-run',
  'go-run',
  'docker-run',
  'node-eval',
  'python-script',
  'python-script',
  'deno-check',
  'gh-view',
]);

/** Filters of runners, whose tasks print what they like. */
const MIXED: ReadonlySet<string> = new Set(
  'gradle mvn ant ninja cmake tox nox pre-commit go-build git-rebase turbo nx celery gh-run-log'.split(' '),
);
