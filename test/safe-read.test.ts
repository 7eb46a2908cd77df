import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MIB, readRegular } from '../src/io/safe-read.ts';

const root = mkdtempSync(join(tmpdir(), 'rtk-safe-read-'));
const folder = join(root, '.rtk');
const at = (name: string) => join(folder, name);
const socket = createServer();

beforeAll(async () => {
  mkdirSync(folder);
  writeFileSync(at('file'), 'level = "tight"\n');
  writeFileSync(at('empty'), '');
  writeFileSync(join(root, 'outside'), 'secret');
  writeFileSync(at('large'), Buffer.alloc(MIB + 1));
  writeFileSync(at('full'), Buffer.alloc(MIB, 'x'));
  execFileSync('mkfifo', [at('fifo')]);
  symlinkSync(join(root, 'outside'), at('out'));
  symlinkSync('file', at('in'));
  symlinkSync('fifo', at('to-fifo'));
  symlinkSync('/dev/zero', at('zero'));
  symlinkSync('nothing', at('dangling'));
  symlinkSync('loop', at('loop'));
  await new Promise<void>((resolve) => socket.listen(at('socket'), resolve));
});

afterAll(() => {
  socket.close();
  rmSync(root, { recursive: true, force: true });
});

it('gives the bytes of regular files, of none undefined', () => {
  expect(readRegular(at('file'), MIB, folder)?.toString()).toBe('level = "tight"\n');
  expect(readRegular(at('empty'), MIB)?.length).toBe(0);
  expect(readRegular(at('full'), MIB)?.length).toBe(MIB);
  expect(readRegular(at('in'), MIB, folder)?.toString()).toBe('level = "tight"\n');
  expect(readRegular(at('out'), MIB)?.toString()).toBe('secret');
  expect(readRegular(at('absent'), MIB)).toBeUndefined();
  expect(readRegular('/proc/self/status', MIB)?.toString()).toContain('Pid:');
});

it.each([
  ['fifo', 'a pipe'],
  ['to-fifo', 'a pipe'],
  ['socket', 'a socket'],
  ['zero', 'link out of'],
  ['out', 'link out of'],
  ['large', 'larger than 1 MiB'],
  ['dangling', 'leads to nothing'],
  ['loop', 'leads to itself'],
])('names %s and what it is, and opens nothing', (name, said) => {
  expect(() => readRegular(at(name), MIB, folder)).toThrow(said);
  expect(() => readRegular(at(name), MIB, folder)).toThrow(at(name));
});

it('names devices and folders', () => {
  expect(() => readRegular('/dev/zero', MIB)).toThrow('a device');
  expect(() => readRegular(folder, MIB)).toThrow('a folder');
  expect(() => readRegular(join(folder, 'file', 'x'), MIB)).not.toThrow('at Object');
});
