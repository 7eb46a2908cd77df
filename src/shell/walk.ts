/** Every simple command of a script, with where its outputs end. */

import { type Command, forEachChild, type ParsedScript, type Pipeline, type SyntaxNode } from 'unbash';
import { type Outlets, redirected } from './outlets.ts';

export interface Found {
  readonly command: Command;
  readonly outlets: Outlets;
  /** The command as it stands in the script. */
  readonly text: string;
}

/** In the order of the text; undefined if a substitution in it cannot be read. */
export function commandsOf(script: ParsedScript, line: string): Found[] | undefined {
  const found: Found[] = [];
  let broken = false;
  const visit = (node: SyntaxNode, outlets: Outlets, outer: string): void => {
    const source = node.type === 'Script' ? (node.source ?? outer) : outer;
    if (node.type === 'Script' && node.errors && node.errors.length > 0) broken = true;
    if (node.type === 'Command')
      found.push({ command: node, outlets: redirected(outlets, node.redirects), text: source.slice(node.pos, node.end) });
    forEachChild(node, (child) => visit(child, within(node, child, outlets), source));
  };
  for (const statement of script.commands) visit(statement, { stdout: 'the model', stderr: 'the model' }, line);
  return broken ? undefined : found;
}

/** Whoever reads what stands in one of these, it is not the model, or not only now. A script in the tree is a substitution. */
const ELSEWHERE: Readonly<Partial<Record<SyntaxNode['type'], string>>> = {
  Script: 'its output is substituted into another command',
  Function: 'it stands in a function',
  Coproc: 'a coprocess is read by a program',
  Select: 'it stands in a menu',
};

/** The outlets of a part, from those of the whole. */
function within(whole: SyntaxNode, part: SyntaxNode, outlets: Outlets): Outlets {
  const why = ELSEWHERE[whole.type];
  if (why !== undefined) return because(outlets, why);
  if (whole.type === 'Statement' && whole.background) return because(outlets, 'it runs in the background');
  if (whole.type === 'Redirected' && part === whole.command) return redirected(outlets, whole.redirects);
  return whole.type === 'Pipeline' && whole.commands.length > 1 ? ofStage(whole, part, outlets) : outlets;
}

/** The last stage writes where the pipeline does, the others into a program. The body of `| while read` does not read the pipe itself. */
function ofStage(pipeline: Pipeline, stage: SyntaxNode, outlets: Outlets): Outlets {
  const at = pipeline.commands.findIndex(({ pos }) => pos === stage.pos);
  if (at === pipeline.commands.length - 1) return stage.type === 'While' ? outlets : because(outlets, 'it reads a pipe');
  const stderr = pipeline.operators[at] === '|&' ? 'a program' : outlets.stderr;
  return because({ ...outlets, stdout: 'a program', stderr }, 'a program reads it');
}

/** The outermost reason stands. */
function because(outlets: Outlets, why: string): Outlets {
  return outlets.why === undefined ? { ...outlets, why } : outlets;
}
