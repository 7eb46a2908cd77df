/** A project with files that are easily misread: blank runs, equal lines, headings, escapes, no final newline, changes that git sees. */

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PY = (n: number) =>
  `"""Two."""\nimport os\nimport sys\n\n\nclass A:\n    """A."""\n\n    x = ${n}\n\n\nclass B:\n    """B."""\n\n    y = 1\n\n\ndef warn():\n    raise ValueError("error: nothing found")\n\n\ndef main():   \n\t"""Main."""\n    a = A()\n    print("warning: deprecated call")\n\n\nif __name__ == "__main__":\n    main()\n`;

const APP = (n: number) =>
  `import os\n\n\nTABLE = [\n${`    [0, 0, 0, 0, 0, 0, 0, ${n}],\n`.repeat(5)}]\n\nMESSAGES = """\nerror: cannot find module\nerror: cannot find module\n\n\n\nFAILED tests/a.py::b - assert 1 == 2\n"""\n\n\ndef load(path):\n    with open(path) as f:\n        return f.read()\n`;

const LONG = Array.from(
  { length: 60 },
  (_, n) =>
    `def fn_${n}(arg_${n}):\n    """Do ${n}."""\n    value = arg_${n} * ${n}\n    if value > 3:\n        return "value ${n}"\n    return value\n`,
).join('\n\n');

const ROWS = `id,city,amount\n${'7,Amsterdam Noord,120.50\n'.repeat(12)}8,Berlin,24.00\n9,Berlin,27.00\n`;

/** What is committed; `CHANGED` is what stands there afterwards. */
const FILES: Readonly<Record<string, string>> = {
  'src/two.py': PY(1),
  'src/app.py': APP(0),
  'src/long.py': `"""Long."""\n\n\n${LONG}`,
  'src/two.go': 'package g\n\nfunc two() int {\n\n\n\treturn 2\n}\n\n\nfunc one() int { return 1 }\n',
  'data/rows.csv': ROWS,
  'data/grid.txt': `${'0 0 0 0 0 0 0 0\n'.repeat(14)}${'1 1 1 1 1 1 1 1\n'.repeat(4)}`,
  'data/levels.map': `${'#'.repeat(32)}\n${`#${' '.repeat(30)}#\n`.repeat(11)}${'#'.repeat(32)}\n`,
  'data/multi.yml': `---\nname: a\nsteps:\n${'  - run: make the whole thing again\n'.repeat(11)}---\nname: b\n`,
  'data/items.json': `{\n  "items": [\n${'    { "a": 1, "b": "two" },\n'.repeat(12)}    { "a": 2 }\n  ]\n}\n`,
  'data/ps1.txt': 'PS1="\u001b[31m\\u\u001b[0m"\nplain line\nprogress 1%\rprogress 50%\rprogress 100%\n\n\n\u001b[1mbold\u001b[0m\n',
  'data/win.txt': 'one\r\ntwo\r\n\r\n\r\nthree\r\nthree\r\nthree\r\n',
  'docs/guide.md': `# G\n\nExample:\n\n== b ==\nOn branch main\n  (use "git add <file>..." to update what will be committed)\n\n\nmodified:   example.py\n\n---\nlast line`,
  'docs/patch.md':
    '# P\n\n== b ==\ndiff --git a/x b/x\nindex 111..222 100644\n--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n context one\n \n \n-a\n+b\n context five\n\nend',
  'conf.ini': `[a]\n${'key = value\n'.repeat(4)}\n\n[b]\nport = 1\n`,
  'sub/conf.ini': `[a]\n${'key = other\n'.repeat(4)}\n\n\n\n[b]\nport = 2\n`,
  Makefile: `two:\n\tcat src/two.py\nerrs:\n\t@cat src/app.py\nbuild:\n\t@echo building; cat data/multi.yml\nnoise:\n\t@for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "compiling the next thing"; done\n`,
  'list.txt': 'src/two.py\nsrc/app.py\ndata/multi.yml\n',
  'show.sh': '#!/bin/bash\ncat "$@"\n',
  'noise.sh': '#!/bin/bash\nfor i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do echo "warning: the same thing again and again"; done\n',
  'big.json': `{\n  "items": [\n${Array.from({ length: 160 }, (_, n) => `    { "id": ${n}, "name": "item ${n}", "tags": ["a", "b"] }`).join(',\n')}\n  ]\n}\n`,
  'big.csv': `id,city,amount\n${Array.from({ length: 400 }, (_, n) => `${n},City of ${n % 7},${n * 3}.50\n`).join('')}`,
  'app.log': Array.from(
    { length: 200 },
    (_, n) => `2026-11-20T10:${String(n % 60).padStart(2, '0')}:57Z INFO request ${n} took ${n * 7} ms\n`,
  ).join(''),
  'go.mod': 'module lab\n\ngo 1.20\n',
  'main.go':
    'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\ttext, _ := os.ReadFile(os.Args[1])\n\tfmt.Print(string(text))\n}\n',
  'package.json':
    '{ "name": "lab", "version": "1.0.0", "scripts": { "show": "cat src/app.py data/multi.yml", "test": "cat src/two.py" } }\n',
  'show.py': 'import sys\nfor name in sys.argv[1:]:\n    sys.stdout.write(open(name).read())\n',
};

const CHANGED: Readonly<Record<string, string>> = {
  'src/two.py': PY(2),
  'src/app.py': APP(1),
  'data/levels.map': `${'#'.repeat(32)}\n${`#${' '.repeat(30)}#\n`.repeat(6)}${`#${'.'.repeat(30)}#\n`.repeat(5)}${'#'.repeat(32)}\n`,
  'conf.ini': `[a]\n${'key = value\n'.repeat(4)}${'more = value\n'.repeat(5)}\n\n[b]\nport = 1\n`,
};

/** Archives, where their programs are there. */
const PACKED = `gzip -kc src/app.py > data/app.py.gz; tar cf data/t.tar src data/rows.csv; command -v zip >/dev/null && zip -q data/t.zip src/app.py src/two.py
base64 src/two.py > data/two.b64; tail -n +2 data/rows.csv | sort > data/sorted.csv; true`;

export function prepare(folder: string): void {
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      if (name.endsWith('.sh')) chmodSync(join(folder, name), 0o755);
    }
  };
  write(FILES);
  const git = 'git -c init.defaultBranch=main -c user.name=Dev -c user.email=dev@example.invalid -c core.autocrlf=false';
  const run = (script: string) => spawnSync('bash', ['-c', script], { cwd: folder });
  run(
    `printf 'o*\\n*.pyc\\n' > .gitignore; ${git} init -q; ${git} add -A; ${git} commit -qm 'Start the lab'; ${git} commit -q --allow-empty -m 'Say more'; ${PACKED}`,
  );
  write(CHANGED);
}
