/** Hashes that need no module of the runtime, whose loading costs milliseconds. Not to be used where somebody may want two texts to have the same. */

/** 128 bits of four multiplicative hashes, four bytes at a time. */
export function quickHash(data: Buffer): string {
  let [a, b, c, d] = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
  const words = data.length >> 2;
  const take = (word: number) => {
    a = Math.imul(a ^ word, 0x85ebca77);
    b = Math.imul(b ^ (word + (a >>> 15)), 0x9e3779b1);
    c = Math.imul(c ^ (word + (b >>> 13)), 0xc2b2ae3d);
    d = Math.imul(d ^ (word + (c >>> 16)), 0x165667b1);
  };
  for (let at = 0; at < words; at++) take(data.readInt32LE(at * 4));
  for (let at = words * 4; at < data.length; at++) take(data[at] ?? 0);
  for (let round = 0; round < 4; round++) take(data.length ^ (d >>> 11) ^ round);
  return [a, b, c, d].map((part) => ((part ^ (part >>> 16)) >>> 0).toString(16).padStart(8, '0')).join('');
}
