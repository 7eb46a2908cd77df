import type { Config } from '../config/types.ts';
import { route } from '../route/route.ts';
import type { Filter } from '../types.ts';

/** What settings of a project change, a sentence each: what is hidden, and for which commands. */
export function risksOf({ level, exclude, patterns, filters, hooks, prefixes }: Config): string[] {
  const left = [...exclude, ...patterns.map(({ source }) => source)];
  const modes = Object.entries(hooks).map(([agent, mode]) => `${agent} ${mode}`);
  return [
    ...(level === 'normal' ? [] : [`The level is ${level}${level === 'tight' ? ': more is hidden' : ''}.`]),
    ...(left.length > 0 ? [`These commands are left as they are: ${left.join(', ')}.`] : []),
    ...(modes.length > 0 ? [`Hooks of agents: ${modes.join(', ')}.`] : []),
    ...(prefixes.length > 0 ? [`rtk is put behind: ${prefixes.join(', ')}.`] : []),
    ...Object.entries(filters).flatMap(([name, filter]) => ofFilter(name, filter)),
  ];
}

function ofFilter(name: string, filter: Filter): string[] {
  const own = filter.command.flatMap((command) => {
    const { name: known } = route(command.split(' '));
    return known === undefined ? [] : [`${known} for \`${command}\``];
  });
  const lines = filter.lines;
  const wide = [...(lines?.drop ?? []), ...(filter.noise ?? [])].filter((pattern) => /^\^?\.[*+]\$?$|^\^?\$?$/.test(pattern));
  const evidence = [...(lines?.drop ?? []), ...(filter.noise ?? [])].filter((pattern) => /error|warn|fail|fatal|panic/i.test(pattern));
  return [
    `Filter ${name} reads ${filter.command.map((command) => `\`${command}\``).join(', ')}: ${filter.about}.`,
    ...(own.length > 0 ? [`Filter ${name} comes before rtk's own ${own.join(', ')}.`] : []),
    ...(lines?.replace ? [`Filter ${name} replaces text in ${lines.replace.length} ways.`] : []),
    ...(lines?.keep ? [`Filter ${name} hides every line that it does not name.`] : []),
    ...(wide.length > 0 ? [`Filter ${name} drops lines of any text: ${wide.join(' ')}.`] : []),
    ...(evidence.length > 0 ? [`Filter ${name} calls lines about errors noise: ${evidence.join(' ')}.`] : []),
  ];
}
