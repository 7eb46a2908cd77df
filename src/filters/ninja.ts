import { BUILD_NOISE, readBuild } from '../readers/build.ts';
import { COMPILER_NOISE } from '../readers/compiler.ts';
import type { Filter } from '../types.ts';

export default {
  about: "ninja: compilers' findings and failed edges, no progress",
  command: ['ninja', 'samu', 'meson compile'],
  unless: ['-n', '-t', '-d'],
  noise: [...BUILD_NOISE, ...COMPILER_NOISE],
  parse: readBuild,
} satisfies Filter;
