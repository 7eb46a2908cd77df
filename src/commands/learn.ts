import { resolve } from 'node:path';
import { loadConfig } from '../config/config.ts';
import { correctionsIn } from '../discover/corrections.ts';
import { countOf, isJson, scopeOf } from '../discover/options.ts';
import { markdownOf, type Rule, rulesOf, withRules } from '../discover/rules.ts';
import { askedIn, sessionsIn } from '../discover/scan.ts';
import { UsageError } from '../errors.ts';
import { apply, textOf } from '../install/files.ts';
import { remark, say } from '../io/say.ts';
import { allSources } from '../transcripts/sources.ts';
import type { learn } from './define/figures.ts';
import type { OptionsOf } from './define/word.ts';

const FILE = '.claude/rules/cli-corrections.md';

/** `rtk learn [-p <part of a path>] [-a] [-s <days>] [--min-occurrences <n>] [-f text|json] [--write [--file <path>]]`. */
export async function run(_args: readonly string[], options: OptionsOf<typeof learn>): Promise<number> {
  const json = isJson(options);
  const least = countOf(options.minOccurrences ?? '1', '--min-occurrences', 'occurrences');
  checkShare(options.minConfidence);
  const scope = scopeOf(options);
  const sessions = sessionsIn(await allSources(), scope);
  const config = await loadConfig(scope.place.cwd);
  const { rules, total } = rulesOf(
    correctionsIn(
      askedIn(sessions, scope, () => {}),
      config,
    ),
    least,
  );
  const scanned = new Set(sessions.map(({ transcript }) => `${transcript.agent} ${transcript.session}`)).size;
  say(json ? JSON.stringify(jsonOf(rules, total, scanned), null, 2) : textFor(rules, total, scanned));
  if ((options.write || options.writeRules) && rules.length > 0) written(resolve(options.file ?? FILE), rules);
  return 0;
}

/** rtk-rs guesses what belongs together, and asks how sure it should be. */
function checkShare(text = '0'): void {
  const share = Number(text);
  if (!(share >= 0 && share <= 1)) throw new UsageError(`--min-confidence: \`${text}\` is no share; use 0 to 1.`);
}

function jsonOf(rules: readonly Rule[], total: number, scanned: number): object {
  return {
    version: 1,
    sessions_scanned: scanned,
    total_corrections: total,
    rules: rules.map(({ wrong, right, type, occurrences, base }) => ({ wrong, right, error_type: type, occurrences, base_command: base })),
  };
}

function textFor(rules: readonly Rule[], total: number, scanned: number): string {
  if (rules.length === 0) return `${scanned} sessions: no command that failed for how it was typed was put right in the same session.`;
  return `${scanned} sessions, ${total} corrections\n\n${markdownOf(rules)}`;
}

/** They have been shown. */
function written(file: string, rules: readonly Rule[]): void {
  const before = textOf(file);
  const after = withRules(before ?? '', rules);
  if (after === before) {
    remark(`rtk: ${file} has these rules already.`);
    return;
  }
  const backup = apply({ file, before, after, added: [] });
  remark(`rtk: ${rules.length} rules written to ${file}${backup === undefined ? '' : ` (before: ${backup})`}.`);
}
