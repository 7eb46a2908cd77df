import type { Flags } from '../config/flags.ts';
import { runTool, type Tool } from './tool-here.ts';

/** Each only looks, unless it is told to write. */
const FORMATTERS: readonly Tool[] = [
  { name: 'prettier', settings: /^(?:\.prettierrc(?:\.\w+)?|prettier\.config\.[cm]?[jt]s)$/, words: ['--check'] },
  { name: 'biome', settings: /^biome\.jsonc?$/, words: ['format'] },
  { name: 'ruff', settings: /^\.?ruff\.toml$/, table: 'tool.ruff', words: ['format', '--check'] },
  { name: 'black', settings: /^(?!)/, table: 'tool.black', words: ['--check'] },
];

/** `rtk format [<tool>] [<words…>]`: a tool that is named gets the words that are given and no other. */
export function run(args: readonly string[], _options: object, flags: Flags): Promise<number> {
  const isNamed = FORMATTERS.some(({ name }) => name === args[0]) && args.length > 1;
  return runTool('format', isNamed ? FORMATTERS.map((tool) => ({ ...tool, words: [] })) : FORMATTERS, args, flags);
}
