/** For `rtk doctor`: which way the hooks go, and whether the servers of running sessions answer. */

import { RESIDENT } from '../hooks/command-line.ts';
import { residents } from '../hooks/residents.ts';
import type { Agent, Place, Scope } from '../hooks/types.ts';
import { textOf } from './files.ts';
import { isOwnServer, valueAt } from './server-entry.ts';
import { isSameFile, type OwnHook, programPath } from './state.ts';

type Row = readonly [name: string, text: string];

export async function residentRows(
  { resident, name }: Agent,
  own: readonly OwnHook[],
  place: Place,
): Promise<{ rows: readonly Row[]; wrong: number }> {
  if (!resident) return { rows: [], wrong: 0 };
  const isResident = own.some(({ command }) => command === RESIDENT);
  if (!isResident) return { rows: [['way', 'a process for each event; `rtk init -g --resident` keeps one for the session']], wrong: 0 };
  const running = residents(name).map(
    ({ pid, session, last }): Row => ['session', `${session ?? 'without a name'}: server ${pid}, last event ${last.toISOString()}`],
  );
  const rows: Row[] = [['way', 'resident: a server that Claude Code keeps for the session'], ...running];
  const problem = serverProblem(resident, place);
  return problem === undefined ? { rows, wrong: 0 } : { rows: [...rows, ['wrong', problem]], wrong: 1 };
}

function serverProblem(resident: NonNullable<Agent['resident']>, place: Place): string | undefined {
  const entries = (['user', 'project'] satisfies Scope[]).map((scope) => resident.server(scope, place, programPath()));
  const servers = entries.map((entry) => valueAt(textOf(entry.file) ?? '', entry)).filter(isOwnServer);
  const [server] = servers;
  if (!server)
    return `the hooks name a server that is in none of ${entries.map(({ file }) => file).join(', ')}; \`rtk init -g --resident\` mends it`;
  const command = String(server['command']);
  return isSameFile(command, programPath())
    ? undefined
    : `the server is ${command}, another rtk than this one; \`rtk init\` again mends it`;
}
