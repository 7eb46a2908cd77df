/** A working session of about eighty steps, as agents work: look around, find, test, change, test again, commit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { written } from './monorepo.ts';

/** A command line, in a folder of the monorepo, or a change to the files. */
export type Step = { readonly run: string; readonly in?: string } | { readonly edit: (folder: string) => void };

export const SESSION: readonly Step[] = [
  ...at('', [
    'git status',
    'ls',
    'ls -la',
    'git log --oneline -n 20',
    'cat README.md',
    'tree -L 2 -I node_modules',
    'find . -name *.ts -not -path ./node_modules/*',
  ]),
  ...at('', [
    'ls shop/src',
    'ls -la billing/billing',
    'cat shop/tsconfig.json',
    'cat shop/src/checkout.ts',
    'cat billing/billing/report.py',
  ]),
  ...at('', [
    'grep -rn newOrder shop/src shop/test',
    'grep -rn total_ billing',
    'rg "def test_" billing',
    'rg -c expect shop/test',
    'grep -n ERROR logs/server.txt',
    'wc -l shop/src/order.ts shop/src/tax.ts',
  ]),
  ...at('', ['head -n 20 logs/server.txt', 'tail -n 20 logs/server.txt', 'cat logs/server.txt']),
  ...at('shop', ['npx tsc --noEmit', 'npx vitest run', 'npx biome check src', 'npm run hello', 'npm ls', 'npm test']),
  { edit: (folder) => changed(folder, 'shop/src/checkout.ts', ': string', ': number') },
  ...at('shop', ['npx tsc --noEmit']),
  { edit: (folder) => changed(folder, 'shop/src/checkout.ts', "newOrder('2')", 'newOrder(2)') },
  { edit: (folder) => changed(folder, 'shop/test/checkout.test.ts', "'closed'", "'order'") },
  ...at('shop', ['npx tsc --noEmit', 'npx vitest run', 'npx vitest run --reporter=verbose']),
  ...at('', [
    'git status',
    'git diff',
    'git diff --stat',
    'git add -A',
    'git status --short',
    'git commit -m "Type the checkout"',
    'git log -n 3',
    'git show --stat HEAD',
  ]),
  ...at('billing', [
    'ruff check .',
    'ruff format --check .',
    'pytest',
    'pytest -q',
    'pytest -v',
    'mypy billing',
    'python -m pytest tests/test_report.py',
  ]),
  { edit: (folder) => changed(folder, 'billing/billing/report.py', 'import os\nimport sys\n', '') },
  { edit: (folder) => changed(folder, 'billing/billing/report.py', '        return total_tax(rows) + missing\n', '        return []\n') },
  ...at('billing', ['ruff check .', 'pytest -q', 'pytest']),
  { edit: (folder) => changed(folder, 'billing/tests/test_report.py', '== [2]', '== [1]') },
  ...at('billing', ['pytest', 'pip list']),
  ...at('', ['git diff', 'git add -A', 'git commit -m "Report no rows as none"', 'git log --stat -n 5', 'git branch -a']),
  ...at('engine', ['cargo build', 'cargo test', 'cargo check', 'cargo clippy', 'cargo fmt --check']),
  { edit: (folder) => changed(folder, 'engine/src/lib.rs', '    let spare = 1;\n', '') },
  { edit: (folder) => changed(folder, 'engine/src/lib.rs', 'weigh(3, 3), 10', 'weigh(3, 3), 9') },
  ...at('engine', ['cargo test', 'cargo build']),
  ...at('gateway', ['go build ./...', 'go vet ./...', 'go test ./...', 'go test -v ./...']),
  { edit: (folder) => changed(folder, 'gateway/prices/route_test.go', '/price/1', '/prices/1') },
  ...at('gateway', ['go test ./...']),
  ...at('', [
    'make check',
    'git status',
    'git diff',
    'git add -A',
    'git commit -m "Round as the scales do"',
    'git log --oneline',
    'git show HEAD',
    'git blame README.md',
  ]),
  ...at('', ['ls -R docs', 'du -a docs', 'git diff HEAD~3', 'git log --graph --oneline', 'git stash list', 'git remote -v']),
];

function at(folder: string, lines: readonly string[]): Step[] {
  return lines.map((run) => ({ run, in: folder }));
}

function changed(folder: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not hold ${JSON.stringify(from)}.`);
  written(folder, path, text.replaceAll(from, to));
}
