/** Has rtk been at this text before? Then it stays as it is. */

// "[+37 lines: rtk recall 3f9a2c]"
const OURS = /\[(?:\+\d[\d,]{0,15} [\w ]{1,40}|[^[\]\n]{1,2000}; JSON): rtk recall ([0-9a-f]{4,64})\]/g;

/** A marker of ours, not one that somebody made up: a few are looked at, as a forged text may hold any number. */
export function isFiltered(text: string, resolves?: (handle: string) => boolean): boolean {
  if (!text.includes(': rtk recall ')) return false;
  const handles = new Set<string>();
  for (const [, handle = ''] of text.matchAll(OURS)) {
    if (!resolves || (!handles.has(handle) && resolves(handle))) return true;
    if (handles.add(handle).size >= 16) return false;
  }
  return false;
}
