import { unwell } from '../io/health.ts';
import { say } from '../io/say.ts';
import { isTerminal } from '../io/terminal.ts';
import { objectAt, stringAt } from '../json.ts';
import type { statusline } from './define/agents.ts';
import type { OptionsOf } from './define/word.ts';

/**
 * `rtk statusline`: one line for Claude Code's status line, which sends a JSON object on stdin. Whatever goes wrong, a plain line and exit status 0.
 * `rtk statusline --install [--project] [--force] [--dry-run]`, `--uninstall` put it into the settings and take it out.
 */
export async function run(_args: readonly string[], options: OptionsOf<typeof statusline>): Promise<number> {
  if (Object.keys(options).length > 0) return (await import('../install/statusline.ts')).run(options);
  say(await line());
  return 0;
}

async function line(): Promise<string> {
  try {
    // A payload that is not understood says nothing of the session; the sum is there all the same.
    const payload = isTerminal(0) ? undefined : await (await import('../hooks/input.ts')).eventOnStdin().catch(() => undefined);
    const [{ glance }, { statusOf }, { pricesHere }] = await Promise.all([
      import('../gain/statusline/glance.ts'),
      import('../gain/statusline/line.ts'),
      import('../gain/report/own-prices.ts'),
    ]);
    const prices = await pricesHere(stringAt(payload, 'cwd') ?? process.cwd());
    return statusOf(glance(stringAt(payload, 'session_id')), stringAt(objectAt(payload, 'model'), 'id'), prices);
  } catch (error) {
    unwell(`statusline: ${error instanceof Error ? error.message : String(error)}`);
    return 'rtk: no figures just now';
  }
}
