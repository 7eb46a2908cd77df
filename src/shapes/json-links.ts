/** Beginnings that many addresses of a value share, said once: `~1=https://api.example.com/users/anna` and `"~1/followers"`. */

import { isSame, type JsonNode } from './json-tree.ts';

/** Letters that a beginning must save to be worth its name. */
const WORTH = 80;
const MOST = 5;
/** Addresses in which beginnings are looked for. */
const LOOKED_AT = 300;

export interface Shortened {
  readonly values: readonly JsonNode[];
  /** What each name stands for, in their order: the first is `~1`. */
  readonly links: readonly string[];
}

/** No beginning, where a text of the value could be taken for a name. */
export function withoutLinks(values: readonly JsonNode[]): Shortened {
  const texts = values.flatMap(textsOf);
  if (texts.some((text) => text.startsWith('"~'))) return { values, links: [] };
  const links = linksIn(texts.filter((text) => /^"https?:\/\//.test(text)).map((text) => text.slice(1, -1)));
  if (links.length === 0) return { values, links };
  const short = values.map((value) => shortened(value, links));
  const readsBack = values.every((value, at) => short[at] !== undefined && isSame(withLinks(short[at], links), value));
  return readsBack ? { values: short, links } : { values, links: [] };
}

/** The value with its addresses whole. */
export function withLinks(node: JsonNode, links: readonly string[]): JsonNode {
  if (links.length === 0) return node;
  return changed(node, (text) => text.replace(/^"~(\d)/, (_, name: string) => `"${links[Number(name) - 1] ?? ''}`));
}

function shortened(node: JsonNode, links: readonly string[]): JsonNode {
  // The longest first
  const order = links.map((link, at) => ({ link, name: at + 1 })).sort((one, other) => other.link.length - one.link.length);
  return changed(node, (text) => {
    const found = order.find(({ link }) => text.startsWith(link, 1));
    return found ? `"~${found.name}${text.slice(1 + found.link.length)}` : text;
  });
}

function changed(node: JsonNode, change: (text: string) => string): JsonNode {
  if (node.kind === 'scalar') return node.text.startsWith('"') ? { kind: 'scalar', text: change(node.text) } : node;
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => changed(item, change)) };
  return { kind: 'object', members: new Map([...node.members].map(([key, value]) => [key, changed(value, change)])) };
}

function textsOf(node: JsonNode): string[] {
  if (node.kind === 'scalar') return node.text.startsWith('"') ? [node.text] : [];
  return (node.kind === 'list' ? node.items : [...node.members.values()]).flatMap(textsOf);
}

function linksIn(addresses: readonly string[]): string[] {
  const links: string[] = [];
  let left = addresses;
  while (links.length < MOST) {
    const best = bestOf(left);
    if (best === undefined) break;
    links.push(best);
    left = left.filter((address) => !address.startsWith(best));
  }
  return links;
}

function bestOf(addresses: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const address of addresses.slice(0, LOOKED_AT))
    for (const start of startsOf(address)) counts.set(start, (counts.get(start) ?? 0) + 1);
  let [best, most]: [string | undefined, number] = [undefined, WORTH];
  for (const [start, count] of counts) {
    const gain = count * (start.length - 2) - start.length - 4;
    if (gain > most) [best, most] = [start, gain];
  }
  return best;
}

/** What stands before each "/" behind the host, and the whole; nothing that must be quoted in a heading. */
function startsOf(address: string): string[] {
  if (!/^[\w:/.@%{}?=&,+~#-]{10,400}$/.test(address)) return [];
  const plain = address.slice(0, address.search(/[^\w:/.@%-]|$/));
  const starts = plain.length === address.length && plain.length < 200 ? [plain] : [];
  for (let at = plain.indexOf('/', 10); at > 0 && at < 200; at = plain.indexOf('/', at + 1)) starts.push(plain.slice(0, at));
  return starts;
}
