/** Programs of the same kind as the binary that do nothing, or only what cannot be left out: what ours is measured against. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, packWithNode } from '../binary.ts';

const EMPTY = 'process.exitCode = 0;\n';

/** Starts the command by the runtime's own call, waits for it and prints what it printed. */
const FLOOR = `import { writeSync } from 'node:fs';
const child = Bun.spawn(process.argv.slice(2), { stdin: 'inherit', stdout: 'pipe', stderr: 'pipe' });
const [out, err] = await Promise.all([new Response(child.stdout).bytes(), new Response(child.stderr).bytes()]);
const status = await child.exited;
writeSync(1, out);
writeSync(2, err);
process.exit(status);
`;

/** Compiled as the binary is. */
export async function emptyProgram(folder: string): Promise<string> {
  return await compiled(folder, 'empty', EMPTY);
}

export async function floorProgram(folder: string): Promise<string> {
  return await compiled(folder, 'floor', FLOOR);
}

export async function emptyOnNode(folder: string): Promise<string> {
  const entry = join(folder, 'empty-node.ts');
  writeFileSync(entry, EMPTY);
  await packWithNode(entry, join(folder, 'empty-node'));
  return join(folder, 'empty-node');
}

async function compiled(folder: string, name: string, text: string): Promise<string> {
  const entry = join(folder, `${name}.ts`);
  writeFileSync(entry, text);
  await compile(entry, join(folder, name));
  return join(folder, name);
}
