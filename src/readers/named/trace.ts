import type { Reader } from '../../types.ts';
import { withoutForeignFrames } from '../any-trace.ts';

/** Stack traces: messages and the frames in own code; runs of frames in libraries are counted. */
export default { read: ({ text }) => withoutForeignFrames(text) } satisfies Reader;
