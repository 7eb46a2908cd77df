import { findingsIn } from '../discover/findings.ts';
import { countOf, isJson, scopeOf } from '../discover/options.ts';
import { repeatsIn, repeatsJson, repeatsText } from '../discover/repeats.ts';
import { jsonOf, textOf } from '../discover/report.ts';
import { say } from '../io/say.ts';
import type { discover } from './define/figures.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk discover [-p <part of a path>] [-a] [-s <days>] [-l <rows>] [-f text|json] [--json] [--repeats]`: which commands ran, and which went past rtk; or what was read again. */
export async function run(_args: readonly string[], options: OptionsOf<typeof discover>): Promise<number> {
  const limit = countOf(options.limit ?? '15', '--limit', 'rows');
  if (options.repeats) {
    const repeats = await repeatsIn(scopeOf(options));
    say(isJson(options) ? `${JSON.stringify(repeatsJson(repeats), null, 2)}\n` : repeatsText(repeats));
    return 0;
  }
  const findings = await findingsIn(scopeOf(options));
  say(isJson(options) ? `${JSON.stringify(jsonOf(findings, limit), null, 2)}\n` : textOf(findings, limit));
  return 0;
}
