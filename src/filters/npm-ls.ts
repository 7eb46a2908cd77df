import { NPM_NOISE } from '../readers/npm.ts';
import { linesOf } from '../text.ts';
import type { Filter, Node } from '../types.ts';

// "├─┬ express@4.17.1", "│ │ └── debug@2.6.9 deduped", "| `-- b@1.0.0"
const BRANCH = /^(?<indent>[│| ]*)(?:[├└+`][─-]{1,2}[┬─-]? )(?<name>.*)$/;

// "shop@1.2.0 /home/dev/shop", pnpm: "mini-express 4.16.0", "devDependencies:"
const ROOT = /^[@\w]\S*(?: \S+)*$/;

export default {
  about: 'npm ls: the tree without its drawing',
  command: ['npm ls', 'pnpm ls', 'pnpm why', 'yarn list', 'yarn why'],
  unless: ['--parseable', '-p', '--long', '-l'],
  noise: NPM_NOISE,
  parse({ text }) {
    const lines = linesOf(text);
    if (!lines.some((line) => BRANCH.test(line))) return undefined;
    const first = lines.findIndex((line) => BRANCH.test(line));
    const from = ROOT.test(lines[first - 1] ?? '') ? first - 1 : first;
    const to = lines.findLastIndex((line) => BRANCH.test(line)) + 1;
    const between = lines.slice(from, to).filter((line) => line.trim() !== '' && !BRANCH.test(line));
    if (between.some((line) => !ROOT.test(line))) return undefined;
    return { kind: 'tree', head: said(lines.slice(0, from)), nodes: nodesOf(lines.slice(from, to)), tail: said(lines.slice(to)) };
  },
} satisfies Filter;

const QUIET = NPM_NOISE.map((pattern) => new RegExp(pattern));

function said(lines: readonly string[]): string[] {
  return lines.filter(
    (line) =>
      line.trim() !== '' && !/^Legend: |^Done in [\d.]+s\.$|^yarn \w+ v[\d.]+$/.test(line) && !QUIET.some((pattern) => pattern.test(line)),
  );
}

function nodesOf(lines: readonly string[]): Node[] {
  const root: { children: Node[] } = { children: [] };
  const open: { depth: number; children: Node[] }[] = [{ depth: -1, children: root.children }];
  for (const line of lines) {
    const { indent = '', name = line } = BRANCH.exec(line)?.groups ?? {};
    if (name.trim() === '') continue;
    const depth = BRANCH.test(line) ? indent.length + 1 : 0;
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const node = { name: name.replace(/ (deduped)$/, '($1)'), children: [] as Node[] };
    open.at(-1)?.children.push(node);
    open.push({ depth, children: node.children });
  }
  return root.children;
}
