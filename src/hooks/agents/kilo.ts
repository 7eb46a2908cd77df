/**
 * Kilo Code: OpenCode's plugins. A plugin replaces what any command printed, failed ones too. Never rewritten: its own agents hold
 * lists of commands that no file shows (`ask`, `orchestrator`), and they would judge the rewritten one. Measured with 7.7.7.
 */

import type { Agent, Place } from '../types.ts';
import { openCodeEvent, openCodePlugin, openCodeReplaced, openCodeRewritten, openCodeSample } from './opencode-plugin.ts';

export const agent: Agent = {
  name: 'kilo',
  title: 'Kilo Code',
  replaces: 'all',
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['kilo', 'kilocode'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => {
    const file = scope === 'user' ? `${folder(place)}/plugin/rtk.js` : `${place.cwd}/.kilo/plugin/rtk.js`;
    return [{ kind: 'file', file, text: openCodePlugin(rtk, 'kilo', false) }];
  },
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse: openCodeEvent,
  neutral: '',
  rewritten: openCodeRewritten,
  replaced: openCodeReplaced,
  rules: () => 'leave',
  sample: { after: openCodeSample.after },
  todo: ['Restart Kilo, and VS Code if it runs there: plugins are loaded at the start.'],
  limits: ['With KILO_PURE=1 Kilo loads no plugins.', 'The extension before version 7 takes rules only.'],
};

function folder({ env, home }: Place): string {
  return env['KILO_CONFIG_DIR'] || `${env['XDG_CONFIG_HOME'] || `${home}/.config`}/kilo`;
}
