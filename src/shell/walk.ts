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
  const visit = (node: SyntaxNode, outlets: Outlets, source: string): void => {
    const down = (own: Outlets) => forEachChild(node, (child) => visit(child, own, source));
    switch (node.type) {
      case 'Script':
        broken ||= (node.errors?.length ?? 0) > 0;
        return forEachChild(node, (child) => visit(child, because(outlets, 'its output is substituted into another command'), node.source ?? source));
      case 'Statement':
        return down(node.background ? because(outlets, 'it runs in the background') : outlets);
      case 'Pipeline':
        node.commands.forEach((stage, at) => void visit(stage, ofStage(outlets, node, at), source));
        return;
      case 'Redirected':
        for (const redirection of node.redirects) visit(redirection, outlets, source);
        return visit(node.command, redirected(outlets, node.redirects), source);
      case 'Function':
        return down(because(outlets, 'it stands in a function'));
      case 'Coproc':
        return down(because(outlets, 'a coprocess is read by a program'));
      case 'Select':
        return down(because(outlets, 'it stands in a menu'));
      case 'Command':
        found.push({ command: node, outlets: redirected(outlets, node.redirects), text: source.slice(node.pos, node.end) });
        return down(outlets);
      default:
        return down(outlets);
    }
  };
  for (const statement of script.commands) visit(statement, { stdout: 'the model', stderr: 'the model' }, line);
  return broken ? undefined : found;
}

/** The last stage writes where the pipeline does, the others into a program. The body of `| while read` does not read the pipe itself. */
function ofStage(outlets: Outlets, pipeline: Pipeline, at: number): Outlets {
  if (pipeline.commands.length === 1) return outlets;
  if (at === pipeline.commands.length - 1) return pipeline.commands[at]?.type === 'While' ? outlets : because(outlets, 'it reads a pipe');
  const stderr = pipeline.operators[at] === '|&' ? 'a program' : outlets.stderr;
  return because({ ...outlets, stdout: 'a program', stderr }, 'a program reads it');
}

/** The outermost reason stands. */
function because(outlets: Outlets, why: string): Outlets {
  return outlets.why === undefined ? { ...outlets, why } : outlets;
}
