/** Shell lines: what prints files, patches and data × where it stands in a line. The same number makes the same line. */

/** `prints` are the commands whose texts are lines of files. */
export interface Line {
  readonly line: string;
  readonly prints: readonly string[];
}

const FILES = [
  'src/two.py',
  'src/app.py',
  'data/rows.csv',
  'data/grid.txt',
  'data/multi.yml',
  'data/levels.map',
  'docs/guide.md',
  'docs/patch.md',
  'conf.ini',
];
const BYTES = [...FILES, 'data/ps1.txt', 'data/win.txt', 'data/items.json', 'src/long.py'];

/** `F` is a file, `N` a small number. The first word must be a program that is there. */
const PRINTERS = listed(`
cat big.json ¦ cat big.csv ¦ cat app.log ¦ tail -n 150 app.log ¦ head -n 300 big.csv ¦ jq . big.json ¦ cat src/two.py src/app.py
head -n 20 src/two.py conf.ini ¦ cat src/*.py ¦ sed '' F ¦ sed = F ¦ cut -c1- F ¦ od -c F ¦ tr a a < F ¦ cat F F ¦ grep -c '' F
node -e "process.stdout.write(require('fs').readFileSync('F'))" ¦ ls src/*.py | xargs -n1 cat ¦ cat F | cat ¦ echo "$(cat F)"
busybox cat F ¦ printf %s "$(cat F)" ¦ cat F ¦ head -n N0 F ¦ tail -n +N F ¦ tail -N0 F ¦ sed -n 1,N0p F ¦ sed -n 'N,N9p' F
awk 1 F ¦ awk 'NR>N' F ¦ tac F ¦ nl -ba F ¦ cat -n F ¦ less F ¦ more F ¦ expand -t4 F ¦ fold -w 200 F
iconv -f utf-8 -t utf-8 F ¦ dd if=F status=none ¦ strings -n 1 F ¦ pr -t F ¦ rev F ¦ unexpand F ¦ fmt -w 500 F
zcat data/app.py.gz ¦ gzip -dc data/app.py.gz ¦ tar xOf data/t.tar src/app.py ¦ unzip -p data/t.zip src/two.py
base64 -d data/two.b64 ¦ gofmt src/two.go ¦ sort F ¦ uniq F ¦ column -s, -t data/rows.csv
join -t, data/sorted.csv data/sorted.csv ¦ comm data/sorted.csv data/sorted.csv ¦ cut -d, -f2 data/rows.csv ¦ paste F
jq . data/items.json ¦ sdiff -l conf.ini sub/conf.ini ¦ git show HEAD:F ¦ git show HEAD^:F ¦ git show :F ¦ git show main:F
git cat-file -p HEAD:F ¦ git show HEAD:src/two.py HEAD:src/app.py ¦ git -C . show HEAD:./src/app.py
git --no-pager show HEAD:src/two.py ¦ git archive HEAD src/app.py | tar xO ¦ git diff ¦ git diff src ¦ git diff HEAD
git diff -U5 src/two.py ¦ git show HEAD^ ¦ git log -p -2 -- src ¦ git format-patch -1 HEAD^ --stdout
git diff HEAD^ -- src/app.py ¦ git stash show -p ¦ git diff --no-index conf.ini sub/conf.ini ¦ diff -u conf.ini sub/conf.ini
diff conf.ini sub/conf.ini ¦ diff -ru sub src ¦ ./show.sh F ¦ bash show.sh F ¦ sh -c "cat F" ¦ python3 show.py F
python3 -c "print(open('F').read())" ¦ perl -pe '' F ¦ ruby -pe '' F ¦ xargs cat < list.txt
find src -name "two.*" -exec cat {} + ¦ make -s two ¦ make two ¦ make errs ¦ make build ¦ make -s errs build
grep -A10 'TABLE' src/app.py ¦ grep -n '' F ¦ grep -v zzz F ¦ rg -N '' F ¦ rg -n . F ¦ grep -B2 -A6 class src/two.py
grep -hA4 '' F ¦ git grep -h "" -- F ¦ cat < F ¦ tail -n +N < F ¦ sed -n 1,N0p < F ¦ head -N0 < F ¦ awk 1 < F ¦ sort < F
npm run -s show`);

/** They say things of their own. */
const OTHERS = listed(`
id ¦ pwd ¦ hostname ¦ git status -s ¦ git status ¦ git log --oneline -3 ¦ git log -2 ¦ ls ¦ ls -l src ¦ git branch
wc -l src/two.py ¦ date ¦ true ¦ ./noise.sh ¦ make -s noise ¦ git log --stat -2 ¦ find . -name "*.py" ¦ du -s src`);

/** `P` and `Q` print, `O` says something else, `F` is a file of its own. */
const CONTEXTS = listed(`
P ¦ P ¦ P; O ¦ O; P ¦ O && P ¦ P && O ¦ P; Q ¦ O; P; O ¦ P || O ¦ O␤P␤O ¦ P; echo $? ¦ P; true ¦ { P; } | cat
{ O; P; } | head -60 ¦ find src -name "*.py" | while read -r f; do cat "$f"; done; O ¦ for f in src/*.py; do cat $f; done; P
cat < F; echo "== b =="; O ¦ P; echo; O | head -5 ¦ # look␤P ¦ O | head -3; P ¦ cd . && P ¦ cd . && P; pwd
pushd . >/dev/null; P; popd >/dev/null ¦ (cd . && P) ¦ cd .; O; P ¦ git add -N . && P ¦ test -f conf.ini && P ¦ export A=1; P
echo "== a =="; P; echo "== b =="; O ¦ echo "---"; P; echo "---"; Q ¦ O && echo "## x" && P && echo "## y" && O
echo A && P && echo B && O && echo C && O && echo D && O ¦ echo "== b =="; O; echo "== c =="; P
echo "== a =="; P; echo "== b =="; Q; echo "== c =="; O ¦ source /dev/null; echo "---"; P; echo "---"; O
printf "== a ==\\n"; P; printf "== b ==\\n"; O ¦ P; echo "== b =="; O ¦ cd . && echo "== b ==" && P; echo "== c =="; O
echo "a"; P | head -30; echo "== b =="; O ¦ for i in 1 2; do P; done
for f in src/two.py src/app.py; do echo "== $f"; O; done; P ¦ while read -r f; do O; done < list.txt; P
for i in 1; do echo "== $i"; P; done ¦ i=0; while [ $i -lt 2 ]; do P; i=$((i+1)); done ¦ if true; then P; fi
case x in x) P;; esac ¦ t() { P; }; t ¦ t() { P; }; O; t ¦ show() { P; }; echo "== a =="; show; echo "== b =="; O
ls() { P; }; ls ¦ function git_status { P; }; git_status; O ¦ P | cat ¦ P | head -50 ¦ P | tail -40 ¦ P | tee /dev/null
P 2>&1 | cat ¦ O; P | head -60 ¦ P | sed 's/^//' ¦ P | grep -v zzz ¦ P | awk 1 ¦ P | tee o1 | cat; O ¦ P | xargs -0 printf "%s"
P |& cat ¦ P | while IFS= read -r l; do printf '%s\\n' "$l"; done ¦ P > o; cat o ¦ P > o && O && cat < o ¦ { P; } 2>&1
{ P; O; } ¦ (P); O ¦ P > o; O; tail -n +1 o ¦ cat <(P) ¦ P >&1 ¦ P 2>/dev/null ¦ P > o; exec 3< o; cat <&3 ¦ s=$(P); echo "$s"
s=$(P); printf '%s\\n' "$s"; O ¦ echo "$(P)" ¦ P > o; echo "$(<o)" ¦ P > o; mapfile -t L < o; printf '%s\\n' "\${L[@]}"
echo \`echo x\`; P ¦ O; x="$(P)"; echo "$x" | head -30 ¦ P & wait ¦ eval "true"; P ¦ timeout 20 cat F ¦ nice cat F
env A=1 cat F ¦ command cat F; O ¦ bash -c "cat F; id" ¦ c=cat; $c F ¦ f=F; cat "$f"; O
P; cp src/two.py o2; echo "# more" >> src/two.py; O; cp o2 src/two.py ¦ cat F F ¦ head -n 50 F conf.ini`);

/** Between `¦` and line ends; `␤` is a line end of its own. */
function listed(text: string): readonly string[] {
  return text
    .trim()
    .split(/\n| ¦ /)
    .map((each) => each.replaceAll('␤', '\n'));
}

export function lineOf(number: number, isThere: (program: string) => boolean): Line {
  const random = from(number);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const printer = (): string => {
    const found = one(PRINTERS);
    if (!isThere(found.split(' ', 1)[0] ?? '')) return printer();
    return found.replace(/\bN/g, () => String(1 + Math.floor(random() * 5))).replace(/\bF\b/g, () => one(BYTES));
  };
  // What git and the searches read by themselves must stand in the repository.
  const prints: string[] = [];
  const told = one(CONTEXTS).replace(/\b[PQOF]\b/g, (letter) => {
    if (letter === 'O') return one(OTHERS);
    const text = letter === 'F' ? one(FILES) : printer();
    prints.push(letter === 'F' ? `cat ${text}` : text);
    return text;
  });
  return { line: told, prints };
}

/** mulberry32 */
function from(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
