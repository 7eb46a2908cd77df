/** The file that agents with plugins in JavaScript load: it asks `rtk hook <agent>`, with a time limit, and never throws. */

import { WRITTEN } from './command-line.ts';

/** Characters of an event, and milliseconds for an answer: Cline ends a run whose plugin takes three seconds. */
const LARGEST = 2_000_000;
const PATIENCE = 2000;

/** `body` may use `ask(event)`: the answer as an object, or undefined whatever the reason. Imports `node:` modules only, so that Node and Bun run it. */
export function pluginText(rtk: string, agent: string, body: string): string {
  return `// ${WRITTEN}: shorter outputs for the model. \`rtk init --agent ${agent} --uninstall\` takes this file away.
import { spawn } from 'node:child_process';

const RTK = ${JSON.stringify(rtk)};

function ask(event) {
  return new Promise((resolve) => {
    try {
      const input = JSON.stringify(event);
      if (input.length > ${LARGEST}) return resolve(undefined);
      const child = spawn(RTK, ['hook', '${agent}'], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
      const parts = [];
      const timer = setTimeout(() => {
        resolve(undefined);
        child.kill('SIGKILL');
        child.stdout.destroy();
        child.unref();
      }, ${PATIENCE});
      const end = () => {
        clearTimeout(timer);
        resolve(answerIn(Buffer.concat(parts).toString()));
      };
      child.on('error', end);
      child.on('close', end);
      child.stdin.on('error', () => {});
      child.stdout.on('data', (part) => parts.push(part));
      child.stdin.end(input);
    } catch {
      resolve(undefined);
    }
  });
}

function answerIn(text) {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

${body.trim()}
`;
}
