import { expect, it } from 'vitest';
import { route } from '../../src/route/route.ts';

/** What is typed, as words separated by `·`, and the command whose output it is; `-` where it cannot be told. */
const TABLE: readonly (readonly [typed: string, tool: string])[] = [
  ['mise·exec·--·pytest·-q', 'pytest -q'],
  ['mise·x·node@22·--·npx·tsc·--noEmit', 'tsc --noEmit'],
  ['mise·exec·-c·pytest -q', '-'],
  ['mise·run·test', 'mise run test'],
  ['direnv·exec·.·cargo·test', 'cargo test'],
  ['nix·develop·.#ci·-c·cargo·build', 'cargo build'],
  ['nix·develop·--command·pytest', 'pytest'],
  ['nix·develop', 'nix develop'],
  ['nix·shell·nixpkgs#ruff·-c·ruff·check', 'ruff check'],
  ['conda·run·-n·ci·--no-capture-output·pytest', 'pytest'],
  ['micromamba·run·-p·/opt/e·mypy·src', 'mypy src'],
  ['pixi·run·-e·test·pytest', 'pytest'],
  ['hatch·run·pytest', 'pytest'],
  ['pdm·run·-p·app·pytest', 'pytest'],
  ['poetry·run·mypy·.', 'mypy .'],
  ['doppler·run·-p·shop·-c·dev·--·npx·vitest·run', 'vitest run'],
  ['doppler·run·--command·npm test', '-'],
  ['dotenv·-e·.env.test·--·npx·jest', 'jest'],
  ['dotenv·run·--·pytest', 'pytest'],
  ['cross-env·CI=1·jest', 'jest'],
  ['xvfb-run·-a·-s·-screen 0 1x1x24·npx·playwright·test', 'playwright test'],
  ['taskset·-c·0-3·make·-j4', 'make -j4'],
  ['taskset·0x3·make', 'make'],
  ['taskset·-p·123', '-'],
  ['unbuffer·-p·pytest', 'pytest'],
  ['stdbuf·-oL·-e·0·cargo·test', 'cargo test'],
  ['env·-S·git log -3', 'git log -3'],
  ['env·A=1·-S·git log·-3', 'git log -3'],
  ['env·-S·git log $X', '-'],
  ['sh·-c·git status', 'git status'],
  ['bash·-lc·npx tsc --noEmit', 'tsc --noEmit'],
  ['bash·--norc·-e·-c·pytest "tests/a b.py"', 'pytest tests/a b.py'],
  ["/bin/bash·-c·git log --format='%h %s'", 'git log --format=%h %s'],
  ['bash·-c·git status; ls', 'bash -c git status; ls'],
  ['bash·-c·git status | head', 'bash -c git status | head'],
  ['bash·-c·git log $A', 'bash -c git log $A'],
  ['bash·-c·A=1 make', 'bash -c A=1 make'],
  ['bash·-c·make > out', 'bash -c make > out'],
  ['bash·build.sh·-c·git status', 'bash build.sh -c git status'],
  ['timeout·60·env·A=1·bash·-c·cargo t', 'cargo test'],
];

it.each(TABLE)('%s', (typed, tool) => {
  const words = typed.split('·');
  const { argv, why } = route(words);
  expect(why === 'the launcher hides what it runs' ? '-' : argv.join(' ')).toBe(tool);
});
