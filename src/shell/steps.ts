/** What a line runs one after the other, each with the kind of text that it prints. */

import type { Command, CommandNode, Pipeline } from 'unbash';
import { limitsOf } from './limits.ts';
import { redirected } from './outlets.ts';
import { scriptOf } from './script.ts';
import { typed, wordsOf } from './simple.ts';
import { OTHER_SHELLS } from './untouched.ts';
import { hasExpansions } from './word.ts';

/**
 * `tasks`: a runner's, whose banners say what follows. `open`: where its text ends nothing in it shows. `silent`: it prints nothing, or says why it failed. The others show by themselves what is theirs.
 */
export type StepKind = 'patch' | 'stat' | 'hits' | 'numbered' | 'status' | 'commits' | 'branches' | 'silent' | 'tasks' | 'open';

export interface LineStep {
  readonly kind: StepKind;
  /** The piece of the line. */
  readonly line: string;
  /** It may have been cut by `head` or `sed -n`. */
  readonly cut: boolean;
  /** Words that are no options: paths of a search among them. */
  readonly operands: readonly string[];
}

/** undefined where the line is more than a list, or what runs cannot be told. */
export function stepsOf(line: string): LineStep[] | undefined {
  if (line.length > 16_000 || OTHER_SHELLS.some((sign) => sign.test(line))) return undefined;
  try {
    const script = scriptOf(line);
    if ((script.errors?.length ?? 0) > 0 || limitsOf(script).names.size > 0) return undefined;
    const steps: LineStep[] = [];
    for (const { command, background } of script.commands) {
      if (background || (command.type === 'AndOr' && command.operators.includes('||'))) return undefined;
      const nodes = command.type === 'AndOr' ? command.commands : [command];
      for (const node of nodes) steps.push(stepOf(node, line));
    }
    return steps;
  } catch {
    return undefined;
  }
}

function stepOf(node: Pipeline | CommandNode, line: string): LineStep {
  const [first, ...rest] = (node.type === 'Pipeline' ? node.commands : [node]).filter((each) => each.type === 'Command');
  const text = line.slice(node.pos, node.end);
  const open: LineStep = { kind: 'open', line: text, cut: false, operands: [] };
  if (
    !first ||
    (node.type === 'Pipeline' && node.commands.length !== rest.length + 1) ||
    (node.type !== 'Pipeline' && node.type !== 'Command')
  )
    return open;
  const words = wordsOf(first);
  if (!writesToModel(first) || !rest.every((stage) => WINDOW.test(typed(stage)) && writesToModel(stage))) return open;
  const kind = words.some(hasExpansions) ? 'open' : kindOf(`${typed(first)} `.trimEnd());
  const operands = words.slice(1).filter(({ value }) => !value.startsWith('-'));
  return { kind, line: text, cut: rest.length > 0, operands: operands.map(({ value }) => value) };
}

// Stages that show some of the lines, each as it is: "head -n 20", "sed -n '1,80p;90,95p'", "cat"
const WINDOW = /^(?:head|tail)(?: (?:-n ?|--lines[= ]|-)?[-+]?\d+)?$|^sed -n (?:\d+(?:,(?:\d+|\$))?p;? ?)+$|^cat$/;

function writesToModel(command: Command): boolean {
  return (
    redirected({ stdout: 'the model', stderr: 'the model' }, command.redirects).stdout === 'the model' || command.redirects.length === 0
  );
}

const GIT = '^git (?:--no-pager |-C \\S+ |-c \\S+ )*';
const KINDS: readonly (readonly [StepKind, RegExp])[] = [
  [
    'silent',
    /^(?:cd|export|set|true|:|mkdir|touch|sleep|test|\[)(?: |$)|^(?:gofmt|prettier|black) (?:.* )?(?:-w|--write|-q)(?: |$)|^git (?:add|fetch -q|checkout -q)(?: |$)/,
  ],
  ['stat', new RegExp(`${GIT}(?:diff|show --format=) (?:.* )?(?:--stat\\S*|--check)(?: |$)`)],
  [
    'patch',
    new RegExp(
      `${GIT}diff(?: (?!--(?:name|word|color-words|raw|numstat|shortstat|summary|dirstat)|-z)\\S+)*$|^gh pr diff(?: (?!--name)\\S+)*$`,
    ),
  ],
  ['status', new RegExp(`${GIT}status (?:.* )?(?:-s\\w*|--short|--porcelain)(?: |$)`)],
  ['branches', new RegExp(`${GIT}branch (?:.* )?(?:-v+|-[ar]v+|--verbose)(?: |$)`)],
  ['commits', new RegExp(`${GIT}(?:log (?:.* )?--oneline|rev-parse)(?: (?!-p|--patch|--stat|--name|--graph)\\S+)*$`)],
  ['tasks', /^(?:mise (?:run|r|tasks run)|turbo(?: run)?|nx (?:run|run-many|affected)|moon (?:run|ci)|lerna run|(?:go-)?task) /],
  ['numbered', /^(?:nl -b ?a|cat -n|nl)(?: [^-]\S*)+$/],
  ['hits', /^(?:rg|grep|git grep)(?: (?!-\w*[ABCvlLcoqzh0]|--)\S+)*$/],
];

/** With numbers in front, a search shows by itself what it found. */
function kindOf(command: string): StepKind {
  const [kind = 'open'] = KINDS.find(([, pattern]) => pattern.test(command)) ?? [];
  return kind === 'hits' && !/ -\w*n/.test(command) ? 'open' : kind;
}
