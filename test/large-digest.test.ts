import { expect, it } from 'vitest';
import { addTo, dueLines, newDigest } from '../src/run/large-digest.ts';
import { fixtures } from './fixture.ts';

const [fixture] = fixtures().filter(({ filter, name }) => filter === 'make' && name === 'same-file-in-three-folders');
const lines = (fixture?.captured.text ?? '').split(/(?<=\n)/);

it.each([1, 7, 1000])('a large output says the folder before an error, in blocks of %i lines', (size) => {
  const digest = newDigest();
  for (let at = 0; at < lines.length; at += size) addTo(digest, Buffer.from(lines.slice(at, at + size).join('')));
  const said = dueLines(digest).filter((line) => !line.startsWith('\0'));
  const owners = said.flatMap((line, at) =>
    /main\.c:7:16: error/.test(line)
      ? [said.slice(0, at).findLast((above) => above.startsWith('make[1]: ') && !above.includes('***'))]
      : [],
  );
  expect(owners).toEqual(['alpha', 'beta', 'gamma'].map((folder) => `make[1]: Entering directory '/home/dev/proj/mk/${folder}'`));
});

it('every line is shown or counted', () => {
  const digest = newDigest();
  addTo(digest, Buffer.from(lines.join('')));
  const counted = dueLines(digest).reduce((sum, line) => sum + Number(/^\0\+(\d+) lines/.exec(line)?.[1] ?? 1), 0);
  expect(counted).toBe(lines.length);
});
