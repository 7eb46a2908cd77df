/** What would change in a file, as a unified diff with one hunk: changes of ours stand close together. */

export function diffOf(file: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let top = 0;
  while (top < old.length && top < fresh.length && old[top] === fresh[top]) top++;
  let bottom = 0;
  while (bottom < old.length - top && bottom < fresh.length - top && old.at(-1 - bottom) === fresh.at(-1 - bottom)) bottom++;
  const from = Math.max(top - 3, 0);
  const behind = Math.min(bottom, 3);
  const [oldEnd, freshEnd] = [old.length - bottom, fresh.length - bottom];
  const at = (lines: number) => (lines === 0 ? 0 : from + 1);
  const [oldCount, freshCount] = [oldEnd + behind - from, freshEnd + behind - from];
  return [
    `--- ${before === undefined ? '/dev/null' : file}`,
    `+++ ${after === undefined ? '/dev/null' : file}`,
    `@@ -${at(oldCount)},${oldCount} +${at(freshCount)},${freshCount} @@`,
    ...old.slice(from, top).map((line) => ` ${line}`),
    ...old.slice(top, oldEnd).map((line) => `-${line}`),
    ...fresh.slice(top, freshEnd).map((line) => `+${line}`),
    ...old.slice(oldEnd, oldEnd + behind).map((line) => ` ${line}`),
    '',
  ].join('\n');
}

function linesOf(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}
