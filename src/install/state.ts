/** What there is of an agent and of us in it, on this machine. */

import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, isAbsolute, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { ownCommand, pluginCommand } from '../hooks/command-line.ts';
import type { Agent, Piece, Place } from '../hooks/types.ts';
import { textOf } from './files.ts';
import { handlersIn } from './jsonc.ts';

/** The binary that stands in settings: this one. */
export function programPath(): string {
  const path = process.execPath;
  if (!/^rtk(?:-node)?(?:\.exe)?$/.test(basename(path)))
    throw new UsageError(`${path}: a hook needs the binary under the name \`rtk\`; build it with \`npm run build\`, or rename it.`);
  return path;
}

export function isFound(agent: Agent, place: Place): boolean {
  return (
    agent.detect.programs.some((name) => onPath(name, place) !== undefined) ||
    agent.detect.folders(place).some((folder) => existsSync(folder))
  );
}

export function onPath(name: string, { env, platform }: Place): string | undefined {
  const names = platform === 'win32' ? [`${name}.exe`, `${name}.cmd`, name] : [name];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names.map((each) => join(folder, each))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface OwnHook {
  readonly file: string;
  /** The whole command line; empty for a plugin. */
  readonly command: string;
  /** The binary in it. */
  readonly path: string;
}

/** Our command lines in the files of an agent. */
export function ownHooks(agent: Agent, pieces: readonly Piece[]): OwnHook[] {
  return pieces.flatMap((piece) => {
    const text = textOf(piece.file);
    if (text === undefined) return [];
    if (piece.kind === 'block') return inBlock(piece, text, agent);
    if (piece.kind === 'file' && !piece.file.endsWith('.json')) {
      const plugin = pluginCommand(text, agent.name);
      if (plugin) return [{ file: piece.file, ...plugin }];
      return text === piece.text ? [{ file: piece.file, command: '', path: '' }] : [];
    }
    return handlersIn(text, piece.file).flatMap(({ command }) => {
      const own = ownCommand(command);
      return own?.agent === agent.name ? [{ file: piece.file, command, path: binaryIn(own.path) }] : [];
    });
  });
}

// `command = "'/usr/bin/rtk' hook vibe"`, `--command "[ -x …"`
const IN_BLOCK = /\bcommand(?: =)? "((?:[^"\\]|\\.)*)"/;

function inBlock(piece: Extract<Piece, { kind: 'block' }>, text: string, agent: Agent): OwnHook[] {
  const command =
    IN_BLOCK.exec(piece.text)?.[1]
      ?.replace(/\\(.)/g, '$1')
      .replace(/^sh -c "(.*)"$/, '$1') ?? '';
  const own = text.replaceAll('\r\n', '\n').includes(piece.text.trimEnd()) ? ownCommand(command) : undefined;
  return own?.agent === agent.name ? [{ file: piece.file, command, path: own.path }] : [];
}

/** Where a script of ours is registered, the binary that it runs. */
function binaryIn(path: string): string {
  const script = path.endsWith('.sh') ? textOf(path) : undefined;
  return ownCommand(script?.split('\n')[1] ?? '')?.path ?? path;
}

export function ownIn(agent: Agent, pieces: readonly Piece[]): OwnHook | undefined {
  return ownHooks(agent, pieces).find(({ command }) => command !== '');
}

export function isSameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

/** Why the agent does not read a settings file of its own, as a sentence. */
export function skipped(agent: Agent, pieces: readonly Piece[]): string | undefined {
  if (!agent.strictJson) return undefined;
  const file = pieces.find((piece) => piece.kind === 'entries' && !isStrictJson(textOf(piece.file)))?.file;
  return file && `${agent.title} skips ${file}, hooks and all: it holds a comment or a trailing comma, which you must take out`;
}

function isStrictJson(text: string | undefined): boolean {
  try {
    return text === undefined || JSON.parse(text.replace(/^\uFEFF/, '')) !== undefined;
  } catch {
    return false;
  }
}
