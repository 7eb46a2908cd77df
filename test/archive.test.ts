import { crc32, inflateRawSync } from 'node:zlib';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { tarGz, zip } from '../scripts/archive.ts';

const files = [
  { path: 'rtk', data: Buffer.from('binary '.repeat(200)), executable: true },
  { path: 'notes/LICENSE', data: Buffer.from('free') },
];

test('tar reads what tarGz writes', () => {
  const listed = execaSync('tar', ['-tvzf', '-'], { input: tarGz(files) }).stdout.split('\n');
  expect(listed).toHaveLength(2);
  expect(listed[0]).toMatch(/^-rwxr-xr-x .* 1400 .* rtk$/);
  expect(listed[1]).toMatch(/^-rw-r--r-- .* 4 .* notes\/LICENSE$/);
  expect(execaSync('tar', ['-xzOf', '-', 'notes/LICENSE'], { input: tarGz(files) }).stdout).toBe('free');
});

test('a zip lists its files and holds their bytes', () => {
  const archive = zip(files);
  const end = archive.length - 22;
  expect(archive.readUInt16LE(end + 10)).toBe(2);
  const entry = archive.readUInt32LE(end + 16);
  expect(archive.toString('latin1', entry, entry + 4)).toBe('PK\x01\x02');
  const local = archive.readUInt32LE(entry + 42);
  const [packed, size, name] = [archive.readUInt32LE(local + 18), archive.readUInt32LE(local + 22), archive.readUInt16LE(local + 26)];
  const data = inflateRawSync(archive.subarray(local + 30 + name, local + 30 + name + packed));
  expect(data).toEqual(files[0]?.data);
  expect(size).toBe(data.length);
  expect(archive.readUInt32LE(local + 14)).toBe(crc32(data));
  expect(archive.readUInt32LE(entry + 38) >>> 16).toBe(0o100755);
});

test('the same files give the same bytes', () => {
  expect(tarGz(files)).toEqual(tarGz(files));
  expect(zip(files)).toEqual(zip(files));
});
