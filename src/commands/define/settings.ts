/** Words about rtk itself: settings, trust, help. */

import { word } from './word.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export const config = word(
  'config',
  'show the configuration and where it comes from',
  ['rtk config', 'what is in force here'],
  ['rtk config --create', 'write a config.toml with every field, commented out'],
)
  .option('--create', 'write a file to start from, where there is none')
  .option('--json', 'as JSON');

export const trust = word(
  'trust',
  "read the project's .rtk folder as it is now",
  ['rtk trust', 'shows files, rules and risks, and asks'],
  ['rtk trust --yes', 'without asking, when you have read it'],
  ['rtk trust --list', 'what is trusted'],
)
  .argument('[folder]', 'the project, if it is not the one that you are in')
  .option('-y, --yes', 'do not ask')
  .option('--list', 'what is trusted')
  .option('--remove', 'trust none of its versions any more')
  .option('--json', 'the list as JSON');

export const untrust = word('untrust', 'as `rtk trust --remove`', ['rtk untrust', "this project's .rtk is not read any more"]).argument(
  '[folder]',
  'the project, if it is not the one that you are in',
);

export const verify = word(
  'verify',
  'run the inline tests of your own filters, and the laws on them',
  ['rtk verify', 'yours, and those of a trusted project'],
  ['rtk verify --filter make', 'one of them'],
)
  .option('--filter <filter>', 'one filter')
  .option('--require-all', 'a filter without tests fails, too')
  .option('--json', 'as JSON');

export const completions = word(
  'completions',
  'print completions for bash, zsh or fish',
  ['source <(rtk completions bash)', 'in ~/.bashrc; for zsh in ~/.zshrc'],
  ['rtk completions zsh > ~/.zfunc/_rtk', 'in a folder of $fpath'],
  ['rtk completions fish > ~/.config/fish/completions/rtk.fish', 'for fish'],
).argument('<shell>', SHELLS.join(', '));

export const help = word('help', 'show this help, or that of a word', ['rtk help gain', 'as `rtk gain --help`']).argument(
  '[word...]',
  'a word of rtk',
);

export const version = word('version', 'show the version', ['rtk version', 'as `rtk --version`']);
