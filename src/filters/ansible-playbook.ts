import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

/** ansible-playbook: what changed and failed, by task; tasks in which every host was fine are counted; the recap. */
export default {
  about: 'ansible-playbook: plays, tasks that changed or failed by host, the recap; what was fine is counted',
  command: ['ansible-playbook', 'ansible-pull'],
  unless: ['--list-tasks', '--list-hosts', '--list-tags', '--syntax-check', '=-h'],
  parse({ text }) {
    const lines = linesOf(text);
    if (!lines.some((line) => BANNER.test(line))) return undefined;
    return { kind: 'text', lines: sectionsOf(lines).flatMap(shown) };
  },
} satisfies Filter;

// "TASK [Write config] ****", "PLAY RECAP ****", "RUNNING HANDLER [Restart app] ***"
const BANNER = /^((?:PLAY|TASK|RUNNING HANDLER|PLAY RECAP|HANDLER|PLAYBOOK:?)\b.*?) \*{3,}$/;
// "ok: [web1]", "skipping: [web2] => (item=a)", "changed: [web1] => (item=conf) => {…}"
const HOST = /^(ok|skipping|changed|included|rescued): (\[[^\]]+\].*)$/;

interface Section {
  readonly banner: string;
  readonly lines: readonly string[];
}

function sectionsOf(lines: readonly string[]): Section[] {
  const sections: { banner: string; lines: string[] }[] = [{ banner: '', lines: [] }];
  for (const line of lines) {
    const [, banner] = BANNER.exec(line) ?? [];
    if (banner !== undefined) sections.push({ banner, lines: [] });
    else if (line.trim() !== '') sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** A task with nothing but fine hosts goes, values that it was to show (`ok: [a] => {`) stay. */
function shown({ banner, lines }: Section): string[] {
  if (banner.startsWith('PLAY RECAP')) return [banner, ...lines.map((line) => line.replace(/ {2,}/g, ' '))];
  const said = lines.filter((line) => !/^(?:ok|skipping): \[[^\]]+\](?: => \(item=[^)]*\))?\s*$/.test(line));
  if (banner === '') return said;
  const task = /^(?:TASK|RUNNING HANDLER|HANDLER)/.test(banner);
  return task && said.length === 0 ? [] : [banner, ...hostsTogether(said)];
}

/** `changed: [web1]`, `changed: [web2]` are `changed: [web1] [web2]`. */
function hostsTogether(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let status = '';
  for (const line of lines) {
    const [, word = '', host = ''] = HOST.exec(line) ?? [];
    const plain = host !== '' && !/\{|\bmsg\b/.test(host);
    if (plain && word === status) shown.push(`${shown.pop()} ${host.trimEnd()}`);
    else shown.push(line.trimEnd());
    status = plain ? word : '';
  }
  return shown;
}
