import { BUILD_NOISE, readBuild } from '../readers/build.ts';
import { COMPILER_NOISE } from '../readers/compiler.ts';
import type { Filter } from '../types.ts';

export default {
  about: "make: compilers' findings and make's errors, no commands and directories",
  command: ['make', 'gmake'],
  serves: true,
  unless: [
    '-n',
    '--dry-run',
    '--just-print',
    '--recon',
    '-p',
    '--print-data-base',
    '-q',
    '--question',
    '-d',
    '--debug',
    '--trace',
    'help',
    'menuconfig',
  ],
  noise: [...BUILD_NOISE, ...COMPILER_NOISE],
  parse: readBuild,
} satisfies Filter;
