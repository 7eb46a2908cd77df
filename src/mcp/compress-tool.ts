import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { asLevel } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import { type JsonObject, stringAt } from '../json.ts';
import { filtered, filteredText } from '../library/filter-output.ts';
import { opened } from '../library/stores.ts';
import { readsSecrets } from '../store/secrets.ts';
import { keep } from '../store/store.ts';
import { pageOf } from './page.ts';
import type { OwnTool } from './types.ts';

/** Bytes of a file. */
const LARGEST = 8 * 1024 * 1024;

export const compressTool: OwnTool = {
  name: 'compress',
  title: 'Compress a command output or log',
  description: [
    'Shortens the output of a command, a test run, a build or a log, without losing an error; what is left out is counted and can be retrieved.',
    'Give `path` (a file in the working folder) or `text`, and `command`, the shell line that printed it: each tool is read by its own rules.',
    'A text whose command is not known loses repeats at most. Do not use it on files that you want to edit.',
  ].join('\n'),
  properties: {
    text: { type: 'string', description: 'the output itself' },
    path: { type: 'string', description: 'a file in the working folder that holds the output' },
    command: { type: 'string', description: 'the shell line that printed it: `npm test`, `git log`' },
    exit: { type: 'integer', description: 'its exit status, if it is known' },
    level: { type: 'string', enum: ['lossless', 'normal', 'tight'], description: 'how much may be left out; normal by default' },
  },
  required: [],
  call: compress,
};

function compress(input: JsonObject): string {
  const text = textOf(input);
  const [command, level, exit] = [stringAt(input, 'command'), stringAt(input, 'level'), input['exit']];
  const how = {
    ...(level === undefined ? {} : { level: asLevel(level, 'level') }),
    ...(typeof exit === 'number' && Number.isInteger(exit) ? { exit } : {}),
  };
  const at = opened('disk');
  const result = command === undefined ? filteredText(text, how, at) : filtered({ command, stdout: text, ...how }, at);
  return pageOf(result.text, 1, (page) => {
    const whole = Buffer.from(result.text);
    const handle = keep({ argv: ['compress'], exit: 0, stdout: whole, stderr: Buffer.alloc(0), merged: whole });
    return handle === undefined ? 'the rest could not be kept' : `retrieve ${handle}, page ${page}`;
  });
}

function textOf(input: JsonObject): string {
  const [text, path] = [stringAt(input, 'text'), stringAt(input, 'path')];
  if ((text === undefined) === (path === undefined)) throw new UsageError('compress takes either `text` or `path`.');
  return text ?? contentOf(path ?? '');
}

/** The agent's own rules on reading do not reach this server: so nothing outside of its folder, and nothing that holds secrets. */
function contentOf(path: string): string {
  const file = real(path);
  const way = relative(real('.'), file);
  if (way.startsWith('..') || isAbsolute(way) || readsSecrets(['cat', file]))
    throw new UsageError(`${path}: it is not in the working folder or may hold secrets; read it with your own tool and give \`text\`.`);
  if (!statSync(file).isFile()) throw new UsageError(`${path}: it is no file.`);
  if (statSync(file).size > LARGEST) throw new UsageError(`${path}: it is larger than 8 MiB; cut it first.`);
  return readFileSync(file, 'utf8');
}

function real(path: string): string {
  try {
    return realpathSync(resolve(path));
  } catch {
    throw new UsageError(`${path}: there is no such file.`);
  }
}
