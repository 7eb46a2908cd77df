import { UsageError } from '../errors.ts';
import { agent as claude } from '../hooks/agents/claude.ts';
import { quoted } from '../hooks/command-line.ts';
import { here } from '../hooks/place.ts';
import type { Place, Scope } from '../hooks/types.ts';
import { remark, say } from '../io/say.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { isObject, stringAt } from '../json.ts';
import { diffOf } from './diff.ts';
import { alone, apply, missingFolders, type Remembered, realFile, remember, remembered, removeFolders, textOf } from './files.ts';
import { withoutAdded } from './jsonc.ts';
import { propertyIn, withoutProperty, withProperty, withValue } from './jsonc-property.ts';
import { programPath } from './state.ts';

interface Options {
  readonly install?: boolean | undefined;
  readonly uninstall?: boolean | undefined;
  readonly project?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** `rtk statusline --install [--project] [--force] [--dry-run]`, `rtk statusline --uninstall [--project] [--dry-run]`. */
export async function run({ install = false, uninstall = false, project, force = false, dryRun = false }: Options): Promise<number> {
  if (install === uninstall) throw new UsageError('statusline: --install or --uninstall, or no option at all to print the line.');
  const [scope, place]: [Scope, Place] = [project ? 'project' : 'user', here(process.cwd())];
  return alone(() => {
    if (install) return installed(scope, place, { force, dryRun });
    if (!takenOut(scope, place, { dryRun })) say(`${settings(scope, place)}: no status line of rtk is there.`);
    return 0;
  });
}

const KEY = 'statusLine';
/** Under which its insertion is remembered, apart from that of the hooks in the same file. */
const NAME = 'claude statusline';

function settings(scope: Scope, place: Place): string {
  return claude.pieces(scope, place, programPath())[0]?.file ?? '';
}

function own(rtk: string): JsonObject {
  return { type: 'command', command: `[ -x ${quoted(rtk)} ] || exit 0; exec ${quoted(rtk)} statusline` };
}

function isOwn(value: JsonValue): boolean {
  return (
    isObject(value) && /^\[ -x '.*' \] \|\| exit 0; exec '.*rtk(?:-node)?(?:\.exe)?' statusline$/.test(stringAt(value, 'command') ?? '')
  );
}

interface How {
  readonly force?: boolean;
  readonly dryRun: boolean;
}

function installed(scope: Scope, place: Place, { force, dryRun }: How): number {
  const file = settings(scope, place);
  const before = textOf(file);
  const there = propertyIn(before ?? '', KEY, file);
  const value = own(programPath());
  if (there && JSON.stringify(there.value) === JSON.stringify(value)) {
    say(`${file}: rtk's status line is there already.`);
    return 0;
  }
  if (there && !isOwn(there.value) && !force) {
    remark(
      `rtk: ${file} has a status line of another program, so it is left as it is: ${commandOf(there.value)}. --force puts rtk's in its place; --uninstall brings it back.`,
    );
    return 1;
  }
  const known = memoryOf(file);
  const replaced = there && isOwn(there.value) ? known?.replaced : there?.text;
  const inserted = there ? undefined : withProperty(before ?? '', { key: KEY, value, file });
  const after = inserted?.text ?? withValue(before ?? '', { key: KEY, value: JSON.stringify(value), file });
  if (dryRun) return shown(file, before, after);
  const folders = missingFolders(realFile(file));
  const backup = apply({ file, before, after, added: [] });
  const added = [inserted?.added ?? JSON.stringify(value)];
  const created = known?.created ?? before === undefined;
  remember({ agent: NAME, file: realFile(file), added, created, folders: known?.folders ?? folders, ...(replaced ? { replaced } : {}) });
  say(`${file}: rtk's status line is in${backup === undefined ? '' : ` (before: ${backup})`}; open sessions show it at their next turn.`);
  return 0;
}

function commandOf(value: JsonValue): string {
  return (isObject(value) ? stringAt(value, 'command') : undefined) ?? JSON.stringify(value);
}

function memoryOf(file: string): Remembered | undefined {
  return remembered().find((each) => each.agent === NAME && each.file === realFile(file));
}

function shown(file: string, before: string | undefined, after: string | undefined): number {
  say(diffOf(file, before, after));
  return 0;
}

/** False if no status line of ours is there. `exactly`: only if that gives every byte back. */
export function takenOut(scope: Scope, place: Place, { dryRun, exactly = false }: How & { readonly exactly?: boolean }): boolean {
  const file = settings(scope, place);
  const before = textOf(file);
  const there = before === undefined ? undefined : propertyIn(before, KEY, file);
  if (before === undefined || !there || !isOwn(there.value)) return false;
  const known = memoryOf(file);
  const exact = known && !known.replaced ? withoutAdded(before, known.added) : undefined;
  if (exactly && exact === undefined && !known?.replaced) return false;
  const left = known?.replaced
    ? withValue(before, { key: KEY, value: known.replaced, file })
    : (exact ?? withoutProperty(before, KEY, file));
  const after = known?.created && /^\s*(?:\{\s*\}\s*)?$/.test(left) ? undefined : left;
  if (dryRun) {
    shown(file, before, after);
    return true;
  }
  const backup = apply({ file, before, after, added: [] });
  remember({ agent: NAME, file: realFile(file), added: [], created: false, folders: [] });
  if (after === undefined) removeFolders(known?.folders ?? []);
  say(
    `${file}: rtk's status line is out${known?.replaced ? ', and the one before it is back' : ''}${backup === undefined ? '' : ` (before: ${backup})`}.`,
  );
  return true;
}
