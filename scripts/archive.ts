/** Archives whose bytes depend on nothing but the files: no times, no owners. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export interface Packed {
  readonly path: string;
  readonly data: Buffer;
  readonly executable?: boolean;
}

/** Times in tar archives: 1985-10-26, as npm writes it. */
const TIME = 499_162_500;
/** 1980-01-01 in the format of FAT. */
const FAT_DATE = 0x21;

export function tarGz(files: readonly Packed[]): Buffer {
  const blocks = files.flatMap(({ path, data, executable }) => [
    tarHeader(path, data.length, executable ? 0o755 : 0o644),
    data,
    padding(data.length),
  ]);
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function padding(length: number): Buffer {
  return Buffer.alloc((512 - (length % 512)) % 512);
}

function tarHeader(path: string, size: number, mode: number): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, at: number, width: number) => header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
  header.write(path, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(TIME, 136, 12);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

export function zip(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const data = deflateRawSync(file.data);
    const fields = zipFields(file, data.length);
    const name = Buffer.from(file.path);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((file.executable ? 0o100755 : 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), fields, tail, name]));
    parts.push(local);
    at += local.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...parts, listing, zipEnd(files.length, listing.length, at)]);
}

/** The 26 bytes that a local and a central header share: version, flags, method, time, date, sum, sizes, lengths. */
function zipFields({ path, data }: Packed, packed: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x800, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(FAT_DATE, 8);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(path), 22);
  return fields;
}

function zipEnd(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
