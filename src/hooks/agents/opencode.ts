/** OpenCode: a plugin replaces what any command printed, failed ones too; only lines of several commands are rewritten. Measured with 1.18.33. */

import type { Agent, Place } from '../types.ts';
import { openCodeEvent, openCodePlugin, openCodeReplaced, openCodeRewritten, openCodeSample } from './opencode-plugin.ts';
import { openCodeRules, openCodeStops } from './opencode-rules.ts';

export const agent: Agent = {
  name: 'opencode',
  title: 'OpenCode',
  replaces: 'all',
  rewrites: true,
  mode: 'both',
  detect: { programs: ['opencode'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => {
    const base = scope === 'user' ? folder(place) : `${place.cwd}/.opencode`;
    return [{ kind: 'file', file: `${base}/plugins/rtk.js`, text: openCodePlugin(rtk, 'opencode', true) }];
  },
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse: openCodeEvent,
  guard: /^(?:write|edit|multiedit|patch|apply_patch)$/,
  neutral: '',
  rewritten: openCodeRewritten,
  replaced: openCodeReplaced,
  rules: openCodeRules,
  stops: openCodeStops,
  // The plugin throws it; there is no way to ask.
  refused: (_, action, reason) => (action === 'deny' ? { refused: reason } : undefined),
  sample: openCodeSample,
  todo: ['Restart OpenCode: it loads plugins when it starts.'],
  limits: ['With OPENCODE_PURE=1 OpenCode loads no plugins.', 'OpenCode 2 (beta) has another plugin interface: not tried.'],
};

function folder({ env, home }: Place): string {
  return `${env['XDG_CONFIG_HOME'] || `${home}/.config`}/opencode`;
}
