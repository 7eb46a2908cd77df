import { expect, it } from 'vitest';
import { encodingOf } from '../src/run/streams.ts';

const of = (merged: Buffer) => encodingOf({ exit: 0, stdout: merged, stderr: Buffer.alloc(0), merged });

it('tells bytes that are no UTF-8 from a text that holds the sign for them', () => {
  expect(of(Buffer.from('Grüße ✓'))).toBe('utf8');
  expect(of(Buffer.from('a replacement: \ufffd'))).toBe('utf8');
  expect(of(Buffer.from('Grüße', 'latin1'))).toBe('latin1');
  expect(of(Buffer.from([0x61, 0xff, 0xc3]))).toBe('latin1');
});
