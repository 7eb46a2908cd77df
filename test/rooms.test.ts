import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** One import per room that the table of docs/architecture.md forbids, and one that it allows. */
const ROOMS: readonly (readonly [file: string, forbidden: string, allowed: string])[] = [
  ['src/errors.ts', './route/route.ts', './types.ts'],
  ['src/shapes/planted.ts', '../filter/tokens.ts', '../text.ts'],
  ['src/readers/planted.ts', 'node:fs', '../marks.ts'],
  ['src/readers/named/planted.ts', '../../filter/tokens.ts', '../paths.ts'],
  ['src/filters/planted.ts', './git-log.ts', '../readers/paths.ts'],
  ['src/route/planted.ts', '../config/config.ts', '../types.ts'],
  ['src/filter/planted.ts', '../io/paths.ts', '../route/route.ts'],
  ['src/window/planted.ts', '../run/child.ts', '../types.ts'],
  ['src/io/planted.ts', '../store/store.ts', 'node:fs'],
  ['src/store/planted.ts', '../run/proxy.ts', '../io/paths.ts'],
  ['src/journal/planted.ts', '../gain/report/report.ts', '../io/paths.ts'],
  ['src/config/planted.ts', '../hooks/answer.ts', '../route/route.ts'],
  ['src/run/planted.ts', '../commands/gain.ts', '../filter/filter.ts'],
  ['src/shell/planted.ts', 'node:fs', 'unbash'],
  ['src/hooks/planted.ts', '../run/child.ts', '../shell/rewrite.ts'],
  ['src/hooks/agents/planted.ts', '../../install/files.ts', '../types.ts'],
  ['src/library/planted.ts', '../run/child.ts', '../run/settle.ts'],
  ['src/mcp/planted.ts', '../run/child.ts', '../gain/report/report.ts'],
  ['src/install/planted.ts', '../gain/report/report.ts', '../hooks/agents/index.ts'],
  ['src/transcripts/planted.ts', '../run/child.ts', '../json.ts'],
  ['src/discover/planted.ts', '../run/proxy.ts', '../transcripts/sources.ts'],
  ['src/gain/report/planted.ts', '../../run/proxy.ts', '../../journal/files.ts'],
  ['src/page/planted.ts', '../filter/tokens.ts', 'chart.js'],
  ['src/commands/planted.ts', '../main.ts', '../filter/filter.ts'],
  ['src/commands/planted.ts', 'node:child_process', '../gain/report/report.ts'],
];

/** For each room the lines that the linter refuses in a copy of the rules with one planted file a room: the first is forbidden, the second allowed. */
async function refusedLines(): Promise<number[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'rtk-rooms-'));
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const [index, [file, ...specifiers]] of ROOMS.entries()) {
    const path = join(folder, placed(file, index));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      specifiers.map((specifier, n) => `import * as planted${n} from '${specifier}';\nexport const used${n} = planted${n};\n`).join(''),
    );
  }
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.'];
  const { stdout } = await execa('biome', args, { cwd: folder, preferLocal: true, localDir: root, reject: false });
  rmSync(folder, { recursive: true });
  return ROOMS.map(([file], index) =>
    stdout
      .split('\n')
      .filter((line) => line.includes(`/${placed(file, index)},line=`))
      .map((line) => Number(/,line=(\d+)/.exec(line)?.[1])),
  );
}

/** The ground's rule names its files; in a room any file will do. */
function placed(file: string, index: number): string {
  return file.replace('planted', `planted${index}`);
}

const refused = await refusedLines();

it.each(ROOMS.map((row, index) => [...row, index] as const))('%s may not import %s, but %s', (_file, _forbidden, _allowed, index) => {
  expect(refused[index]).toEqual([1]);
});
