import { findingsIn } from '../discover/findings.ts';
import { COMMON, countOf, isJson, parsed, scopeOf } from '../discover/options.ts';
import { jsonOf, textOf } from '../discover/report.ts';
import { say } from '../io/say.ts';

/** `rtk discover [-p <part of a path>] [-a] [-s <days>] [-l <rows>] [-f text|json] [--json]`: which commands ran, and which went past rtk. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parsed('discover', { args: [...args], options: { ...COMMON, limit: { type: 'string', short: 'l', default: '15' } } });
  const json = isJson(values);
  const limit = countOf(values.limit, '--limit', 'rows');
  const findings = await findingsIn(scopeOf(values));
  say(json ? `${JSON.stringify(jsonOf(findings, limit), null, 2)}\n` : textOf(findings, limit));
  return 0;
}
