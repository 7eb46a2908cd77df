/** Shell lines as agents type them, made from a seed; each says where `rtk` belongs in it. */

/** Before a command that the model reads and that has a filter. */
export const HERE = '\u0001';
/** The same, but there the rewriter is not sure enough, on purpose. */
export const UNSURE = '\u0002';

export interface Line {
  readonly raw: string;
  readonly rewritten: string;
  /** Commands that the model reads and that have a filter; `left` of them are not touched on purpose. */
  readonly read: number;
  readonly left: number;
}

/** `calm`: what agents type all day. `wild`: pipes, redirects, substitutions, jobs and everything that must be left alone, too. */
export type Mood = 'calm' | 'wild';

export function lines(count: number, seed: number, mood: Mood): Line[] {
  const random = dice(seed);
  return Array.from({ length: count }, () => finished(script(random, mood)));
}

function finished(marked: string): Line {
  const here = marked.split(HERE).length - 1;
  const left = marked.split(UNSURE).length - 1;
  return {
    raw: marked.replaceAll(HERE, '').replaceAll(UNSURE, ''),
    rewritten: marked.replaceAll(HERE, 'rtk ').replaceAll(UNSURE, ''),
    read: here + left,
    left,
  };
}

export interface Dice {
  /** One of these. */
  of<T>(...choices: readonly [T, ...T[]]): T;
  chance(share: number): boolean;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    of: (first, ...others) => [first, ...others][Math.floor(next() * (others.length + 1))] ?? first,
    chance: (share) => next() < share,
  };
}

function script(random: Dice, mood: Mood): string {
  const form = random.of('one', 'list', 'list', 'cd', 'cd', 'lines', 'lines', 'loop', 'block');
  const start = random.of(
    '',
    '',
    '',
    '',
    'set -e\n',
    'set -euo pipefail; ',
    'export CI=1\n',
    'set -o pipefail\n',
    'trap "echo bye >> bye.txt" EXIT\n',
  );
  const piece = () => statement(random, mood, 1);
  const body = {
    one: piece,
    list: () => [piece(), piece(), piece()].slice(0, random.of(2, 3)).join(random.of(' && ', ' || ', '; ', ' ; ', ' &&\n  ')),
    cd: () => `cd ${random.of('src', '"$PWD"', '.', './src')} && ${piece()}${random.of('', ` && ${piece()}`)}`,
    lines: () =>
      [piece(), random.of('', '# git status && ls -la', "# don't git log", '  '), random.chance(0.2) ? fed(random) : piece(), piece()].join(
        random.of('\n', '\n  ', '\n\n'),
      ),
    loop: () => loop(random, mood, 1),
    block: () => block(random, mood, 1),
  }[form]();
  return `${start}${body}${random.of('', '', '\n', ' # git status', '; echo $? >> codes.txt')}`;
}

function statement(random: Dice, mood: Mood, depth: number): string {
  if (mood === 'wild' && random.chance(0.45)) return odd(random, depth);
  if (depth < 3 && random.chance(0.12)) return random.of(loop, block)(random, mood, depth + 1);
  if (random.chance(0.25)) return plain(random);
  return `${random.of('', '', '', '', '', '', '! ')}${wrapped(random, HERE)}${random.of('', '', '', '', ' 2>&1', ' 2>&1', ' 2>/dev/null', ' </dev/null')}`;
}

function loop(random: Dice, mood: Mood, depth: number): string {
  const inner = () => statement(random, mood, depth + 1);
  return random.of(
    () => `for f in src/*.ts; do ${HERE}${random.of('wc -l', 'cat', 'grep -n const', 'git log --oneline -2 --')} "$f"; done`,
    () => `for i in 1 2; do ${inner()}; done`,
    () => `for i in 1 2\ndo\n  ${inner()}\n  ${inner()}\ndone`,
    () => `git ls-files 'src/?.ts' | while read -r f; do ${HERE}git log --oneline -1 -- "$f"; done`,
    () => `find src -name '?.ts' | sort | while read f; do ${HERE}wc -l "$f"; echo "$f" >> seen.txt; done`,
    () => `i=0; while [ $i -lt 2 ]; do ${inner()}; i=$((i+1)); done`,
    () => `until test -f done.txt; do ${inner()}; touch done.txt; done`,
  )();
}

function block(random: Dice, mood: Mood, depth: number): string {
  const inner = () => statement(random, mood, depth + 1);
  return random.of(
    () => `if [ -d src ]; then ${inner()}; else ${inner()}; fi`,
    () => `if ${HERE}git diff HEAD~1; then\n  ${inner()}\nelif true; then\n  ${inner()}\nfi`,
    () => `( ${inner()}; ${inner()} )`,
    () => `(cd src && ${inner()})`,
    () => `{ ${inner()}; ${inner()}; }`,
    () => `{\n  ${inner()}\n} 2>&1`,
    () => `case $(echo a) in a) ${inner()};; b|c) ${inner()};; esac`,
    () => `case src in\n  (s*)\n    ${inner()}\n    ;;\n  *) ${inner()} ;;\nesac`,
    () => `[[ -f README.md && ! -f nope ]] && ${inner()} || ${inner()}`,
    () => `((1 < 2)) && ${inner()}`,
  )();
}

/** A command with a filter, behind what may stand in front of it. */
export function wrapped(random: Dice, mark: string): string {
  const command = filtered(random);
  if (random.chance(0.6)) return mark + command;
  const wrapper = random.of(
    'timeout 60 ',
    'timeout -k 5s 60 ',
    'nice -n 5 ',
    'time ',
    'time -p ',
    'command ',
    'env A=1 ',
    'env -u NOPE ',
    'FOO=1 ',
    'FOO="a b" BAR=$HOME ',
    'LC_ALL=C ',
    'A=1 env B="$A" timeout 60 ',
  );
  if (random.chance(0.07)) return `${mark}nohup ${command}`;
  if (random.chance(0.02)) return `timeout -s KILL 60 ${mark === HERE ? UNSURE : mark}${command}`;
  return `${wrapper}${mark}${command}`;
}

export function filtered(random: Dice): string {
  return random.chance(0.7) ? real(random) : stubbed(random);
}

function real(random: Dice): string {
  return random.of(
    'git status', 'git status --short --branch', 'git log --oneline -5', 'git log -3', 'git log --stat -2', 'git diff HEAD~1', 'git diff', 'git show HEAD',
    'git show --stat HEAD~1', 'git branch -a', 'git -C . status', 'git -C "$PWD" log -2', 'git --no-pager log -2', 'git -c core.abbrev=8 log -1', 'git blame README.md',
    'git reflog', 'git ls-files', 'git stash list', 'git add -A', 'git commit -qam "chore: git status && ls"', 'git commit --allow-empty -m \'fix; git push\nls -la\'',
    'git stash', 'git checkout -q -B topic', 'git tag', 'git show nosuch', 'ls -la', 'ls -la src', 'ls missing', 'ls', '/bin/ls -la .', 'find . -name "*.ts" -not -path "*/x/*"',
    'find src \\( -name "*.ts" -o -name "*.md" \\) -type f', 'grep -rn export src', 'grep -n "const\\|let" src/a.ts', 'grep -rn "not there" src', 'cat src/a.ts', 'cat README.md src/b.ts',
    'cat missing.txt', 'head -20 README.md', 'tail -n 5 README.md', 'wc -l src/*.ts', 'wc README.md', 'diff src/a.ts src/b.ts', 'diff -u src/a.ts src/a.ts', 'du -a src', 'tree src',
    'git log -n 2 -- $NOTHING src', 'grep -rn "$(echo export)" src', 'ls -la {src,.}', 'git diff \\\n  HEAD~1',
  ); // biome-ignore format: one choice a word
}

function stubbed(random: Dice): string {
  return random.of(
    'cargo test', 'cargo test "$NAME"', 'cargo build --release', 'cargo clippy --all-targets', 'npx tsc --noEmit', 'npx vitest run', 'npm test', 'npm run lint', 'npm install',
    'pytest -q', 'python -m pytest tests -x', 'go test ./...', 'make', 'make -j4 test', 'npx eslint src', 'ruff check .', './node_modules/.bin/tsc -p .', 'uv run pytest -q',
  ); // biome-ignore format: one choice a word
}

/** A command without a filter, most of them with a lasting effect. */
function plain(random: Dice): string {
  return random.of(
    'echo done', 'printf "%s\\n" "git status && ls -la"', 'mkdir -p tmp/d', 'touch tmp.md', 'true', 'false', 'sed -i "s/one/git log/" README.md', 'echo "git log; ls" >> notes.txt', 'test -f README.md',
    'rm -f tmp.md', 'cp README.md copy.md', 'git push', 'T="please make a cake; git status"', "T='make x'; echo ${#T}", 'echo $? >> codes.txt', 'X=$(git rev-parse HEAD)', '[ -n "$(git status --porcelain)" ]',
    'git rev-parse HEAD > head.txt', 'sleep 0', ':', 'git status --porcelain', 'git log --format=%H -1 -z', 'git diff --quiet', 'grep -q const src/a.ts',
  ); // biome-ignore format: one choice a word
}

/** Commands with a here-document, which ends at its own line. */
function fed(random: Dice): string {
  return random.of(
    `${HERE}cat <<EOF\ngit status\n$HOME\nEOF`,
    `${HERE}cat <<'EOF' && ${HERE}git log -2\nls -la\n$(git status)\nEOF`,
    `${HERE}git commit -q --allow-empty -F - <<EOF\nfix: ls && git status\nEOF`,
    `timeout 60 ${HERE}grep -n e <<-'END' 2>&1 || ${HERE}ls -la\n\tgit log\n\tEND`,
    "cat <<'EOF' > a.sh\ngit status\nls -la | wc\nEOF",
    'cat > b.sh <<EOF\ngit status\n`git log --oneline | wc -l`\nEOF',
    'cat <<EOF | tee heredoc.txt\ngit status\n$(git log --oneline | wc -l)\nEOF',
  );
}

/** What a program or a file reads, or what does not run now or here: nothing in it is touched. */
function odd(random: Dice, depth: number): string {
  const command = () => (random.chance(0.3) ? wrapped(random, '') : filtered(random));
  // Outside of the folder that the line looks at: whether a reader has made its file yet is a matter of luck.
  const apart = (line: string) => line.replace(/(>\|? ?|tee )(\w+\.(?:txt|log))/g, '$1$O/$2');
  const after = () => (depth < 3 && random.chance(0.5) ? wrapped(random, HERE) : 'true');
  const line = random.of(
    () =>
      `${command()} | ${random.of('wc -l > count.txt', 'tee log.txt', 'grep -c e > n.txt', 'sort | head -3', 'tail -5', 'cat', 'cat > all.txt', 'xargs echo > args.txt', 'sed -n 1,3p > s.txt', 'head -20')}`,
    () =>
      `${command()} 2>&1 | ${random.of('tee all.log', 'grep -i error', 'tail -50', 'wc -c > c.txt')}; echo "\${PIPESTATUS[@]}" >> codes.txt`,
    () => `${command()} |& sort > sorted.txt`,
    () =>
      `${command()} ${random.of('> out.txt', '>> out.txt', '>| out.txt', '&> out.txt', '> out.txt 2>&1', '2> err.txt', '>/dev/null', '&>/dev/null', '2>&1 > out.txt')}`,
    () => `{ ${command()}; ${command()}; } > group.txt`,
    () => `(${command()}; ${command()}) | wc -l > lines.txt`,
    () => `for i in 1 2; do ${command()}; done >> loop.txt`,
    () => `if true; then ${command()}; fi | tee if.txt`,
    () => `x=$(${command()}); echo "$x" > x.txt`,
    () => `echo "$(${command()})" > y.txt`,
    () => 'n=`git log --oneline | wc -l`; echo $n > n.txt',
    () => `f() { ${command()}; }; f > f.txt`,
    () => `${command()} > bg.txt & wait`,
    () => `${command()} & wait $!; echo $? >> codes.txt`,
    () => 'diff <(git log --oneline) <(ls src) > d.txt',
    () => 'diff <(git log --oneline) <(ls src)',
    () => `${command()} > >(cat > sub.txt; touch $O/read); until test -f $O/read; do sleep 0.01; done; rm $O/read`,
    () => `while read -r l; do echo "$l" >> read.txt; done < <(git log --oneline)`,
    () => `ls src | xargs -n1 echo | ${random.of('cat', 'sort > xs.txt')}`,
    () => `eval "git log --oneline" > e.txt; ${after().replaceAll(HERE, '')}`,
    () => 'bash -c "git status; ls src" > b.txt',
    () => 'pytest() { command pytest "$@"; }; pytest -q',
    () => `exec 3> three.txt; ${command()} >&3; exec 3>&-`,
    () => `git log -2 --oneline | while read -r h rest; do echo "$h" >> hashes.txt; ${HERE}git show --stat "$h"; done`,
    () => `find . -name '*.md' -print0 | xargs -0 ls > md.txt`,
    () => 'grep -n e < README.md > in.txt',
    () => `${HERE}grep -n e < README.md`,
    () => `${HERE}wc -l <<< "git status"`,
    () => `sh -c 'exit 3' || ${after()}`,
    () => `(exit 4); echo $? >> codes.txt`,
    () => `false | tail -1; echo $? >> codes.txt`,
    () => `PATH=$PATH:/nowhere git log -2`,
    () => `HOME=/nowhere git status`,
  );
  return apart(line());
}
