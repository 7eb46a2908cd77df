/** The shape of the first command of a shell line: what may be kept of it. */

import { type AndOr, type Command, type CommandNode, type CompoundList, type ParsedScript, type Pipeline, parse } from 'unbash';
import { isPlain } from '../shell/word.ts';
import { commandShape } from './command-shape.ts';

const shapes = new Map<string, string>();

/** Program, subcommand and names of options; `other` for a line that holds no plain command. */
export function shapeOfLine(line: string): string {
  const known = shapes.get(line);
  if (known !== undefined) return known;
  const shape = newShape(line);
  if (shapes.size < 5000) shapes.set(line, shape);
  return shape;
}

function newShape(line: string): string {
  try {
    const command = line.length > 100_000 ? undefined : firstIn(parse(line));
    if (!command?.name || !isPlain(command.name)) return 'other';
    const words = command.args.map((word) => (word.text.startsWith('-') || (word.type === 'Word' && isPlain(word)) ? word.text : ''));
    const argv = command.name.value === 'rtk' ? words : [command.name.value, ...words];
    return commandShape(argv) || 'other';
  } catch {
    return 'other';
  }
}

function firstIn(list: ParsedScript | CompoundList): Command | undefined {
  const [first] = list.commands;
  return first && ofNode(first.command);
}

function ofNode(node: AndOr | Pipeline | CommandNode): Command | undefined {
  if (node.type === 'Command') return node;
  if (node.type === 'Subshell' || node.type === 'BraceGroup') return firstIn(node.body);
  const [first] = node.type === 'AndOr' || node.type === 'Pipeline' ? node.commands : [];
  return first && ofNode(first);
}
