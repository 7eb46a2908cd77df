import { findingsIn } from '../discover/findings.ts';
import { COMMON, countOf, isJson, parsed, scopeOf } from '../discover/options.ts';
import { repeatsIn, repeatsJson, repeatsText } from '../discover/repeats.ts';
import { jsonOf, textOf } from '../discover/report.ts';
import { say } from '../io/say.ts';

/** `rtk discover [-p <part of a path>] [-a] [-s <days>] [-l <rows>] [-f text|json] [--json] [--repeats]`: which commands ran, and which went past rtk; or what was read again. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parsed('discover', {
    args: [...args],
    options: { ...COMMON, limit: { type: 'string', short: 'l', default: '15' }, repeats: { type: 'boolean', default: false } },
  });
  const json = isJson(values);
  const limit = countOf(values.limit, '--limit', 'rows');
  if (values.repeats) {
    const repeats = await repeatsIn(scopeOf(values));
    say(json ? `${JSON.stringify(repeatsJson(repeats), null, 2)}\n` : repeatsText(repeats));
    return 0;
  }
  const findings = await findingsIn(scopeOf(values));
  say(json ? `${JSON.stringify(jsonOf(findings, limit), null, 2)}\n` : textOf(findings, limit));
  return 0;
}
