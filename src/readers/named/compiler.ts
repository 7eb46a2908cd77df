import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { around } from '../around.ts';
import { COMPILER_NOISE, readCompiler } from '../compiler.ts';

/** gcc, clang, gfortran and the linker. */
export default { noise: COMPILER_NOISE, read: ({ text }) => around(readCompiler(linesOf(text))) } satisfies Reader;
