import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { around } from '../around.ts';
import { readJavac } from '../javac.ts';

/** javac, kotlinc, javadoc. */
export default { read: ({ text }) => around(readJavac(linesOf(text))) } satisfies Reader;
