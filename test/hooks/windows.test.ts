/** What is written on Windows: never run there, so held against the documented rules of its shells. */

import { describe, expect, it } from 'vitest';
import { AGENTS, agentNamed } from '../../src/hooks/agents/index.ts';
import { ownCommand } from '../../src/hooks/command-line.ts';
import { place } from './samples.ts';

const PATHS = ['C:\\Program Files\\rtk tools\\rtk.exe', "C:\\Users\\O'Brien $x `n\\rtk.exe"];

/** Every command line in what the agent gets there, with the key that it stands under. */
async function written(name: string, rtk: string): Promise<{ key: string; command: string }[]> {
  const agent = await agentNamed(name);
  const at = { ...place({}, { APPDATA: 'C:\\Users\\dev\\AppData\\Roaming' }), platform: 'win32' as const };
  const pieces = (['user', 'project'] as const).flatMap((scope) => agent?.pieces(scope, at, rtk) ?? []);
  const texts = pieces.map((piece) => (piece.kind === 'entries' ? JSON.stringify(piece.entries) : piece.text));
  const pattern = /"(command|bash|powershell|windows)": ?("(?:[^"\\]|\\.)*")/g;
  return texts.flatMap((text) =>
    [...text.matchAll(pattern)].map(([, key = '', value = '']) => ({ key, command: JSON.parse(value) as string })),
  );
}

/** The words of a command line as a program gets them: the rules of the C runtime. */
function argv(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** `& 'path' word word; exit 0`: between single quotes PowerShell takes everything as it stands, two of them for one. */
function powershell(line: string): string[] | undefined {
  const [, path, rest] = /^& '((?:[^']|'')*)' ([\w ]+); exit 0$/.exec(line) ?? [];
  return path === undefined || rest === undefined ? undefined : [path.replaceAll("''", "'"), ...rest.split(' ')];
}

describe('on Windows', () => {
  it.each(['gemini', 'vscode', 'copilot'])('%s gets a line for PowerShell', async (name) => {
    for (const rtk of PATHS) {
      const lines = (await written(name, rtk)).filter(({ key }) => key !== 'bash');
      expect(lines.length).toBeGreaterThan(0);
      for (const { command } of lines) {
        expect(powershell(command)).toEqual([rtk, 'hook', name]);
        expect(ownCommand(command)).toEqual({ path: rtk, agent: name });
      }
    }
  });
  it.each(['cursor', 'antigravity'])('%s gets a line that cmd understands', async (name) => {
    const [rtk = ''] = PATHS;
    for (const { command } of await written(name, rtk)) {
      expect(argv(command.replace(/ \|\| exit 0$/, ''))).toEqual([rtk, 'hook', name]);
      expect(ownCommand(command)).toEqual({ path: rtk, agent: name });
    }
  });
  it('auggie gets nothing', async () => {
    expect(await written('auggie', 'C:\\rtk.exe')).toEqual([]);
  });
  it('all others run their hooks with the shell of Git for Windows, and get what it understands', async () => {
    for (const name of Object.keys(AGENTS).filter((each) => !/^(?:gemini|vscode|copilot|cursor|antigravity)$/.test(each))) {
      for (const rtk of PATHS) {
        for (const { command } of await written(name, rtk)) {
          expect([name, command]).toEqual([name, expect.stringMatching(/^\[ -x '.*' \] \|\| exit 0; exec '.*' hook [\w-]+$/)]);
          expect(ownCommand(command)).toEqual({ path: rtk, agent: name });
        }
      }
    }
  });
});
