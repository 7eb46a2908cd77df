/** A small monorepo in four languages, the same at every call: TypeScript, Python, Rust and Go, with some bugs in it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../platforms.ts';

const THINGS = ['account', 'address', 'basket', 'carrier', 'coupon', 'customer', 'discount', 'invoice', 'ledger', 'order'];
const MORE = ['parcel', 'payment', 'price', 'product', 'refund', 'shelf', 'stock', 'supplier', 'tax', 'voucher'];
const NOUNS = [...THINGS, ...MORE];

export function newMonorepo(folder: string, env: NodeJS.ProcessEnv): void {
  const files = { ...shop(), ...billing(), ...engine(), ...gateway(), ...papers() };
  for (const [path, text] of Object.entries(files)) written(folder, path, text);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const git = (...words: string[]) => spawnSync('git', words, { cwd: folder, env });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'Start the shop');
  for (const [index, noun] of NOUNS.entries()) {
    written(folder, `docs/${noun}.md`, `# ${noun}\n\n${`How a ${noun} is made, kept and ended. `.repeat(index + 3)}\n`);
    git('add', '.');
    git('commit', '-qm', `Describe the ${noun}`, '-m', `What a ${noun} may do, and who may end it.`);
  }
}

export function written(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** TypeScript, one file with two type errors, one test that fails. */
function shop(): Record<string, string> {
  const module = (noun: string) =>
    `/** A ${noun} of the shop. */\nexport interface ${title(noun)} {\n  readonly id: number;\n  readonly name: string;\n}\n\n` +
    `export function new${title(noun)}(id: number, name = '${noun}'): ${title(noun)} {\n  return { id, name };\n}\n`;
  const test = (noun: string) =>
    `import { expect, test } from 'vitest';\nimport { new${title(noun)} } from '../src/${noun}.ts';\n\n` +
    `test('a ${noun} has its name', () => {\n  expect(new${title(noun)}(1).name).toBe('${noun}');\n});\n\n` +
    `test('a ${noun} has its number', () => {\n  expect(new${title(noun)}(7).id).toBe(7);\n});\n`;
  const wrong =
    "import { newOrder } from './order.ts';\n\nexport const first: string = newOrder(1).id;\nexport const second = newOrder('2');\n";
  const options = {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
  };
  return {
    ...Object.fromEntries(NOUNS.map((noun) => [`shop/src/${noun}.ts`, module(noun)])),
    ...Object.fromEntries(NOUNS.map((noun) => [`shop/test/${noun}.test.ts`, test(noun)])),
    'shop/src/checkout.ts': wrong,
    'shop/test/checkout.test.ts': `import { expect, test } from 'vitest';\nimport { newOrder } from '../src/order.ts';\n\ntest('a checkout closes the order', () => {\n  expect(newOrder(3)).toEqual({ id: 3, name: 'closed' });\n});\n`,
    'shop/tsconfig.json': `${JSON.stringify({ compilerOptions: options, include: ['src'] }, null, 2)}\n`,
    'shop/package.json': `${JSON.stringify({ name: 'shop', version: '1.0.0', type: 'module', private: true, scripts: { hello: 'node --version' } }, null, 2)}\n`,
    'shop/vitest.config.ts': 'export default { test: { include: ["test/*.test.ts"] } };\n',
  };
}

/** Python, with an unused import for ruff, a wrong sum for pytest. */
function billing(): Record<string, string> {
  const module = (noun: string) =>
    `"""A ${noun} on a bill."""\n\n\ndef total_${noun}(amounts: list[int]) -> int:\n    return sum(amounts)\n`;
  const test = (noun: string) =>
    `from billing.${noun} import total_${noun}\n\n\ndef test_${noun}_of_nothing() -> None:\n    assert total_${noun}([]) == 0\n\n\n` +
    `def test_${noun}_adds() -> None:\n    assert total_${noun}([1, 2, 3]) == 6\n`;
  return {
    ...Object.fromEntries(NOUNS.map((noun) => [`billing/billing/${noun}.py`, module(noun)])),
    ...Object.fromEntries(NOUNS.map((noun) => [`billing/tests/test_${noun}.py`, test(noun)])),
    'billing/billing/__init__.py': '',
    'billing/billing/report.py':
      'import os\nimport sys\nfrom billing.tax import total_tax\n\n\ndef report(rows):\n    unused = 1\n    if rows == None:\n        return total_tax(rows) + missing\n    return rows\n',
    'billing/tests/test_report.py':
      'from billing.report import report\n\n\ndef test_report_of_none() -> None:\n    assert report(None) == []\n\n\ndef test_report_keeps_rows() -> None:\n    assert report([1]) == [2]\n',
    'billing/pyproject.toml': '[project]\nname = "billing"\nversion = "1.0.0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n',
  };
}

/** Rust, with a warning and a failing test. */
function engine(): Record<string, string> {
  const tests = NOUNS.map(
    (noun, i) => `    #[test]\n    fn ${noun}_is_weighed() {\n        assert_eq!(weigh(${i}, 2), ${i * 2});\n    }\n`,
  ).join('\n');
  return {
    'engine/Cargo.toml': '[package]\nname = "engine"\nversion = "1.0.0"\nedition = "2021"\n',
    'engine/src/lib.rs': `pub fn weigh(count: u32, each: u32) -> u32 {\n    let spare = 1;\n    count * each\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n${tests}\n    #[test]\n    fn weight_is_rounded() {\n        assert_eq!(weigh(3, 3), 10, "rounded to tens");\n    }\n}\n`,
  };
}

/** Go, with a failing test in one of three packages. */
function gateway(): Record<string, string> {
  const part = (name: string) =>
    `package ${name}\n\n// Route answers with the path of the ${name}.\nfunc Route(id string) string {\n\treturn "/${name}/" + id\n}\n`;
  const test = (name: string, wanted: string) =>
    `package ${name}\n\nimport "testing"\n\nfunc TestRoute(t *testing.T) {\n\tif got := Route("1"); got != "${wanted}" {\n\t\tt.Errorf("Route(1) = %q, want %q", got, "${wanted}")\n\t}\n}\n`;
  const names = ['orders', 'parcels', 'prices'];
  return {
    'gateway/go.mod': 'module example.com/gateway\n\ngo 1.21\n',
    ...Object.fromEntries(names.map((name) => [`gateway/${name}/route.go`, part(name)])),
    ...Object.fromEntries(
      names.map((name) => [`gateway/${name}/route_test.go`, test(name, name === 'prices' ? '/price/1' : `/${name}/1`)]),
    ),
  };
}

function papers(): Record<string, string> {
  const log = Array.from(
    { length: 400 },
    (_, i) =>
      `2026-01-05T10:${pad(i % 60)}:${pad((i * 7) % 60)}Z ${i % 97 === 96 ? 'ERROR timeout of carrier 12' : `INFO order ${1000 + i} accepted`}`,
  );
  return {
    '.gitignore': 'node_modules\ntarget\n__pycache__\n.pytest_cache\n.ruff_cache\n*.log\n',
    'README.md': `# Shop\n\n${NOUNS.map((noun) => `- ${noun}: see docs/${noun}.md`).join('\n')}\n`,
    'logs/server.txt': `${log.join('\n')}\n`,
    Makefile: 'all: check\n\ncheck:\n\t@echo checking\n\t@for part in shop billing engine gateway; do echo "part $$part is there"; done\n',
  };
}

function title(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
