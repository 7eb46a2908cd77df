import type { Flags } from '../config/flags.ts';
import { runTool, type Tool } from './tool-here.ts';

const LINTERS: readonly Tool[] = [
  { name: 'eslint', settings: /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\.\w+)?)$/, words: [] },
  { name: 'biome', settings: /^biome\.jsonc?$/, words: ['lint'] },
  { name: 'oxlint', settings: /^\.?oxlintrc\.json$/, words: [] },
  { name: 'ruff', settings: /^\.?ruff\.toml$/, table: 'tool.ruff', words: ['check'] },
  { name: 'golangci-lint', settings: /^\.golangci\.(?:ya?ml|toml|json)$/, words: ['run'] },
];

/** `rtk lint [<tool>] [<words…>]`: the linter whose settings stand here, with its own filter. */
export function run(args: readonly string[], _options: object, flags: Flags): Promise<number> {
  return runTool('lint', LINTERS, args, flags);
}
