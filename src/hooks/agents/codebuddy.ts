/** CodeBuddy Code: Claude Code's protocol; a result is replaced by a text. It wants a decision with every rewritten input, so nothing is rewritten. Not run here. */

import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { guarded } from '../command-line.ts';
import type { Agent, Event } from '../types.ts';
import { entry, event, lineOf, sample, toldBy, wholeText } from './claude-kin.ts';

export const agent: Agent = {
  name: 'codebuddy',
  title: 'CodeBuddy Code',
  replaces: 'successes',
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['codebuddy'], folders: ({ home }) => [`${home}/.codebuddy`] },
  pieces: (scope, place, rtk) => [
    {
      kind: 'entries',
      file: `${scope === 'user' ? place.home : place.cwd}/.codebuddy/settings.json`,
      entries: [entry(['hooks', 'PostToolUse'], 'Bash', guarded(rtk, 'codebuddy'))],
    },
  ],
  instructions: (scope, { cwd }) => (scope === 'user' ? undefined : `${cwd}/CODEBUDDY.md`),
  parse,
  neutral: '',
  rewritten: (payload) => payload,
  replaced: (_, texts) =>
    texts[0] === undefined
      ? undefined
      : { continue: true, hookSpecificOutput: { hookEventName: 'PostToolUse', updatedToolOutput: texts[0] } },
  rules: () => 'leave',
  sample: {
    after: (line, text, cwd) => ({
      ...sample('PostToolUse', 'Bash', line, cwd),
      tool_response: { stdout: text, stderr: '', interrupted: false },
    }),
  },
  limits: ['Results of successful commands are replaced; failed runs are as they were.'],
};

function parse(payload: JsonObject): Event | undefined {
  const line = lineOf(payload, 'Bash');
  const response = payload['tool_response'];
  const text =
    event(payload) === 'PostToolUse' ? wholeText(typeof response === 'string' || isObject(response) ? response : undefined) : undefined;
  return line && text ? { kind: 'after', outputs: [{ line, text }], ...toldBy(payload) } : undefined;
}
