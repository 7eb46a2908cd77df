/**
 * Hermes: a Python plugin replaces what `terminal` printed, before Hermes cuts it. Never rewritten: its approvals judge the rewritten command.
 * Measured with 0.19.0.
 */

import type { JsonObject } from '../../json.ts';
import { stringAt } from '../../json.ts';
import { WRITTEN } from '../command-line.ts';
import { told } from '../told.ts';
import type { Agent, Event, Piece, Place } from '../types.ts';

export const agent: Agent = {
  name: 'hermes',
  title: 'Hermes',
  replaces: 'all',
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['hermes'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => (scope === 'user' ? pieces(`${folder(place)}/plugins/rtk`, rtk) : []),
  parse,
  neutral: '',
  rewritten: () => ({}),
  replaced: (_payload, [output]) => (output === undefined ? undefined : { output }),
  rules: () => 'leave',
  sample: { after: (line, text, cwd) => ({ cwd, command: line, output: text, returncode: 0 }) },
  todo: ['Run `hermes plugins enable rtk`: until then the plugin only lies there.'],
  limits: ['Results of its file and web tools are not shortened.'],
};

const MANIFEST = `name: rtk
version: "1.0.0"
description: Shorter command outputs for the model
author: rtk
hooks:
  - transform_terminal_output
provides_hooks:
  - transform_terminal_output
`;

/** What is no text, and what is not there, is "as it was". */
const PLUGIN = `"""${WRITTEN}: shorter outputs for the model. \`rtk init --agent hermes --uninstall\` takes this folder away."""

import json
import os
import subprocess

RTK = %RTK%


def shorter(command=None, output=None, returncode=None, env_type=None, **_):
    try:
        if not isinstance(command, str) or not isinstance(output, str) or len(output) > 2_000_000:
            return None
        if type(returncode) is not int or returncode < 0:
            returncode = None
        event = {"cwd": os.getcwd(), "command": command, "output": output, "returncode": returncode}
        answer = subprocess.run(
            [RTK, "hook", "hermes"],
            input=json.dumps(event).encode("utf-8", "replace"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2,
        ).stdout
        text = json.loads(answer).get("output") if answer.strip() else None
        return text if isinstance(text, str) else None
    except Exception:
        return None


def register(ctx):
    ctx.register_hook("transform_terminal_output", shorter)
`;

function pieces(base: string, rtk: string): Piece[] {
  return [
    { kind: 'file', file: `${base}/plugin.yaml`, text: MANIFEST },
    // A JSON string is a Python string, too.
    { kind: 'file', file: `${base}/__init__.py`, text: PLUGIN.replace('%RTK%', () => JSON.stringify(rtk)) },
  ];
}

function folder({ env, home }: Place): string {
  return env['HERMES_HOME'] || `${home}/.hermes`;
}

function parse(payload: JsonObject): Event | undefined {
  const [line, text, status] = [stringAt(payload, 'command'), stringAt(payload, 'output'), payload['returncode']];
  if (line === undefined || text === undefined || UNFIT.test(text)) return undefined;
  const output = { line, text, ...(typeof status === 'number' ? { exit: status } : {}) };
  return { kind: 'after', outputs: [output], ...told(stringAt(payload, 'cwd'), undefined, undefined) };
}

// "[Command interrupted]", "[Command timed out after 180s]" at the end; "... [OUTPUT TRUNCATED - 1,200 chars omitted out of 51,200 total] ..." in the middle
const UNFIT = /\[Command (?:interrupted|timed out)[^\]\n]*\]\s*$|\n\.\.\. \[OUTPUT TRUNCATED - [\d,]+ chars omitted/;
