import type { Reader } from '../../types.ts';
import { BUILD_NOISE, readBuild } from '../build.ts';
import { COMPILER_NOISE } from '../compiler.ts';

/** Logs of make, ninja and cmake --build: compilers' findings, failed steps, tools that a recipe starts. */
export default { noise: [...BUILD_NOISE, ...COMPILER_NOISE], read: readBuild } satisfies Reader;
