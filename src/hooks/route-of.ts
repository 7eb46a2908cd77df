/** What reads a text that a tool printed, or why nothing does: by the line, by what the text itself shows, by the agent. */

import { routeBehindRtk } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { log } from '../filter/generic.ts';
import { json } from '../filter/json.ts';
import { numbered } from '../filter/numbered.ts';
import type { Route } from '../route/route.ts';
import { isFetched } from '../shell/fetched.ts';
import { type Source, sourceOf } from '../shell/source.ts';
import type { StepKind } from '../shell/steps.ts';
import { tasksOf } from '../shell/tasks.ts';
import { printedBy } from './printed-by.ts';
import type { Output } from './types.ts';

export interface Routed extends Route {
  /** No filter knows it; only what says nothing goes. */
  readonly lossless?: boolean;
  /** Nobody knows who printed it: only what shows by itself what it is goes. */
  readonly evident?: boolean;
  /** A status of 0 may be another command's. */
  readonly masked?: boolean;
}

export function routeOf(output: Output, config: Config): Routed {
  const route = (argv: readonly string[]) => routeBehindRtk(argv, config);
  if (output.as) return route(output.as);
  const { line, answered, text } = output;
  if (answered && isJson(text)) return { argv: ['json'], name: 'json', filter: json };
  if (line === undefined) return { argv: ['text'], evident: true };
  if (output.proven) return ofProven(output.proven, line, route);
  if (WRAPPED.test(line)) return ofSeveral(line, text, route);
  const source = sourceOf(line, route);
  const one = source.kind === 'one' ? ofOne(source.route, source.masked, output) : undefined;
  if (!one?.filter && isJson(text) && isFetched(line)) return { argv: argvOf(source), name: 'json', filter: json };
  const tasks = one ? undefined : tasksOf(line, route);
  return one ?? (tasks ? { ...tasks, masked: true } : ofSeveral(line, text, route));
}

/** Its text shows whose it is: the pipe that it came through only trimmed it. */
function ofProven(kind: StepKind, line: string, route: (argv: readonly string[]) => Route): Routed {
  if (kind === 'numbered') return { argv: ['nl'], name: 'numbered', filter: numbered, prints: 'words' };
  const argv = READ_AS[kind];
  const source = sourceOf(line, route);
  // A patch stays as it is: the agent copies from it, and its headers count its lines.
  if (kind === 'patch') return { argv: argvOf(source), why: WHY_CONTENT };
  const own = source.kind === 'one' ? source.route : undefined;
  return own?.filter ? own : argv ? route(argv) : { argv: argvOf(source), why: WHY_CONTENT };
}

const READ_AS: Readonly<Partial<Record<StepKind, readonly string[]>>> = {
  stat: ['git', 'diff', '--stat'],
  status: ['git', 'status', '--short'],
  branches: ['git', 'branch', '-vv'],
  commits: ['git', 'log', '--oneline'],
  hits: ['rg', '-n', 'x'],
};

function argvOf(source: Source): readonly string[] {
  return source.kind === 'one' ? source.route.argv : ['json'];
}

/** The agent copies from files, patches and data: as they are among the texts of several commands, JSON always; alone their filters read them. */
function ofOne(route: Route, masked: boolean, { among, text }: Output): Routed | undefined {
  if (route.argv[0] === 'rtk') return { argv: route.argv, why: WHY_WRAPPED };
  const isContent = route.prints === 'file' || route.prints === 'patch' || route.prints === 'hits';
  if (isContent && (among || (route.prints === 'file' && isData(text))))
    return { argv: route.argv, why: WHY_CONTENT, prints: route.prints };
  return route.filter || !route.why?.startsWith('no filter for') ? { ...route, masked } : undefined;
}

function ofSeveral(line: string, text: string, route: (argv: readonly string[]) => Route): Routed {
  const argv = [line.trim().split(/\s/, 1)[0] ?? 'sh'];
  const printed = printedBy(line, route);
  if (printed === 'rtk') return { argv: ['rtk'], why: WHY_WRAPPED };
  if (printed === 'content' || isData(text)) return { argv, why: WHY_CONTENT, prints: 'file' };
  return printed === 'words' ? { argv, name: 'log', filter: log, lossless: true, prints: 'words' } : { argv, evident: true };
}

// "rtk git status", "cd app && '/opt/my tools/rtk' npm test"; but not "cd ~/rtk && npm test"
export const WRAPPED = /(?:^|[;&|({\n]|\b(?:do|then|else))[^\S\n]*(?:[^\s'";&|]*[\\/]|(['"])[^'"]*[\\/])?rtk(?:-node)?(?:\.exe)?\1?\s+\S/;
const WHY_WRAPPED = 'it already runs through rtk';
export const WHY_CONTENT = 'it may be data, or the content of a file';

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function isData(text: string): boolean {
  return /^\s*[[{<]/.test(text);
}
