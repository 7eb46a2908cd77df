/** Words that show texts: kept ones, files, standard input, the environment. */

import { choice, word } from './word.ts';

export const recall = word(
  'recall',
  'give back the whole text behind a marker',
  ['rtk recall 3f9a2c', 'what [+37 lines: rtk recall 3f9a2c] stands for'],
  ['rtk recall 3f9a2c --lines 10-40', 'some of its lines'],
  ['rtk recall 3f9a2c --grep warning', 'lines that match'],
  ['rtk recall --list', 'what is kept, newest first'],
)
  .argument('[id]', 'the handle in the marker')
  .option('-l, --lines <a-b>', 'some lines: 10-40, 10- or 10')
  .option('--from <n>', 'from this line on')
  .option('-g, --grep <pattern>', 'lines that match a regular expression')
  .option('--stderr', 'what the command wrote to stderr alone')
  .option('--full', 'all of it, which is the default')
  .option('--list', 'what is kept')
  .option('--json', 'the list as JSON');

export const pipe = word(
  'pipe',
  'filter standard input',
  ['make 2>&1 | rtk pipe --as make', 'as the output of that command'],
  ['cat big.log | rtk pipe', 'as a log'],
)
  .option('--as <command>', 'the command whose output it is')
  .option('-f, --filter <filter>', 'the filter that reads it')
  .option('--exit <status>', 'the exit status of the command, 0 to 255')
  .option('--passthrough', 'hand it on as it is');

export const read = word(
  'read',
  'show files, exact windows or an outline',
  ['rtk read src/main.ts --lines 10-40', "the file's own line numbers"],
  ['rtk read src/main.ts --level outline', 'declarations; the rest is counted'],
)
  .argument('<file...>', 'files; - is standard input')
  .option('--lines <a-b>', 'a window: 10-40, 10- or 10')
  .option('--head-lines <n>', 'the first lines, as head -n prints them')
  .option('--tail-lines <n>', 'the last lines, as tail -n prints them')
  .option('-m, --max-lines <n>', 'at most so many lines; the others are counted')
  .option('-n, --numbers', 'with line numbers')
  .option('--line-numbers', 'the same')
  .addOption(
    choice('-l, --level <level>', "exact or outline; rtk-rs's none and minimal are exact, aggressive is outline", [
      'exact',
      'outline',
      'none',
      'minimal',
      'aggressive',
    ]),
  );

export const log = word('log', 'show a log file with its repeats folded', [
  'rtk log app.log',
  'repeats counted, every distinct error shown',
]).argument('[file...]', 'files; without one standard input');

export const json = word(
  'json',
  'show JSON without blanks, long arrays counted',
  ['rtk json package-lock.json', 'valid JSON, without blanks'],
  ['rtk json data.json --keys-only', 'names and kinds of values'],
)
  .argument('[file...]', 'files; without one standard input')
  .option('-d, --depth <n>', 'down to this depth; what lies deeper is counted')
  .option('--keys-only', 'names, and what kind their values are')
  .option('--schema', 'the same');

export const env = word(
  'env',
  'show the environment, secrets masked',
  ['rtk env', 'sorted'],
  ['rtk env aws path', 'names that hold one of these parts'],
  ['rtk env FOO=1 git status', 'words of env(1) are run as that program'],
)
  .argument('[part...]', 'parts of names')
  .option('-f, --filter <part>', 'a part of names, as in rtk-rs')
  .option('--json', 'as JSON');

export const compressMd = word(
  'compress-md',
  'say a Markdown file that agents read in fewer words',
  ['rtk compress-md CLAUDE.md', 'the file before is kept elsewhere'],
  ['rtk compress-md --check CLAUDE.md', 'what could go; nothing is written'],
)
  .argument('<file>', 'a file that agents read in every session')
  .option('--check', 'write nothing; exit status 1 where something can go');

export const deps = word(
  'deps',
  "show the project's dependencies",
  ['rtk deps', 'what the manifests here ask for'],
  ['rtk deps package.json', 'one of them'],
)
  .argument('[path]', 'a folder or a manifest')
  .option('--json', 'as JSON');
