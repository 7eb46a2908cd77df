/** Words that run a command of the user's. What stands behind its first word is the command's. */

import { word } from './word.ts';

export const raw = word('raw', 'run a command without filter', ['rtk raw git diff', 'every byte as it comes'])
  .argument('<command...>', 'the command and its arguments')
  .passThroughOptions();

export const proxy = word('proxy', 'the same, as rtk-rs calls it', ['rtk proxy git diff', 'as `rtk raw git diff`'])
  .argument('<command...>', 'the command and its arguments')
  .passThroughOptions();

export const run = word('run', 'run a line in a shell, without filter', ['rtk run -c "make && make test"', 'as the shell would'])
  .option('-c, --command <line>', 'the line, for sh')
  .argument('[command...]', 'or a command and its arguments')
  .passThroughOptions();

export const err = word('err', 'run a command, show errors and warnings only', [
  'rtk err make all',
  'its own filter, if it has one, comes first',
])
  .argument('<command...>', 'the command and its arguments')
  .passThroughOptions();

export const test = word(
  'test',
  'run tests, show failures and counts only',
  ['rtk test ./run-tests.sh', 'a runner that rtk has no filter for'],
  ['rtk test -f README.md', 'words of test(1) are run as that program'],
)
  .argument('<command...>', 'the command and its arguments')
  .passThroughOptions();

export const summary = word('summary', 'run a command, show a generic digest', ['rtk summary ./deploy.sh', 'repeats folded, errors kept'])
  .argument('<command...>', 'the command and its arguments')
  .passThroughOptions();

export const lint = word(
  'lint',
  "run the project's linter, where one is clear",
  ['rtk lint', 'eslint, biome, oxlint, ruff or golangci-lint, by their settings'],
  ['rtk lint src --fix', 'with words for it'],
)
  .argument('[words...]', 'for the linter; the first may name it')
  .passThroughOptions();

export const format = word(
  'format',
  "check the project's format, where one tool is clear",
  ['rtk format', 'prettier --check, biome format, ruff format --check or black --check'],
  ['rtk format prettier --write src', 'a tool and its own words'],
)
  .argument('[words...]', 'for the tool; the first may name it')
  .passThroughOptions();
