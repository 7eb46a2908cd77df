import { expect, it } from 'vitest';
import { ownCommand } from '../../src/hooks/command-line.ts';
import type { Agent, Scope } from '../../src/hooks/types.ts';
import { installed, removed } from '../../src/install/changes.ts';
import { place } from './samples.ts';

const GUARD = '{ "command": "/opt/guard.sh --strict" }';

/** Settings as people have them; `at` is where the agent keeps its hooks. */
const settings = (at: string) => [
  '{\n  "model": "mine",\n  "env": { "A": "1" }\n}\n',
  `{\n\t// mine\n\t"a": 1, /* keep */\n\t"${at}": {\n\t\t"Other": [ ${GUARD} ], // guard\n\t},\n}`,
  `{"${at}":{"Stop":[]},"z":[1,2]}`,
  '{\r\n    "a": {\r\n        "b": [\r\n            "c"\r\n        ]\r\n    }\r\n}\r\n',
  '\uFEFF{\n  "a": 1\n}\n',
  '',
];

/** Foreign settings come back byte for byte; a second time changes nothing; without a memory our commands are known, too. */
export function comesAndGoes(agent: Agent, at: string, scopes: readonly Scope[] = ['user', 'project']): void {
  for (const scope of scopes) {
    for (const piece of agent.pieces(scope, place(), '/opt/my tools/rtk')) {
      it(`puts itself into ${piece.file} and takes itself out again`, () => {
        for (const before of piece.kind === 'entries' ? settings(at) : [undefined]) {
          const into = installed(piece, agent.name, before, undefined);
          expect(into.after).not.toBe(before);
          const known = { added: into.added, created: before === undefined };
          expect(installed(piece, agent.name, into.after, known).after).toBe(into.after);
          expect(removed(piece, agent.name, into.after, known).after).toBe(before);
          const left = removed(piece, agent.name, into.after, undefined).after ?? '';
          expect(left).not.toContain('rtk');
          if (before?.includes(GUARD)) expect(left).toContain(GUARD);
        }
      });
      if (piece.kind !== 'entries') continue;
      it(`knows its own commands in ${piece.file}`, () => {
        for (const { item } of piece.entries) {
          const command = /"(?:command|bash)":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(item))?.[1] ?? '""';
          expect(ownCommand(JSON.parse(command))?.agent).toBe(agent.name);
        }
      });
    }
  }
}
