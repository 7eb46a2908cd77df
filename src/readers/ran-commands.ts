/** Texts of launchers that run one command after the other, each under a line that names it (tox, nox). */

import type { Inner, Parts } from '../types.ts';

export interface CommandRunner {
  /** The words of the command in a line that names it; undefined for other lines. */
  readonly command: (line: string) => string | undefined;
  /** Is the line the launcher's own? */
  readonly own: (line: string) => boolean;
  /** Own lines that say nothing. */
  readonly dull: (line: string) => boolean;
}

/** Each command with what it printed; undefined if there is none, or if its text stands apart from the launcher's lines. */
export function ranCommands(lines: readonly string[], runner: CommandRunner): Inner | Parts | undefined {
  if (lines.filter((line) => runner.command(line) !== undefined).length === 1) return onlyCommand(lines, runner);
  const parts: Inner[] = [];
  let own: string[] = [];
  let text: string[] | undefined;
  const close = () => {
    const last = parts.at(-1);
    if (last && text) parts[parts.length - 1] = inner(last.argv, last.head ?? [], text);
    text = undefined;
  };
  for (const line of lines) {
    const command = runner.command(line);
    if (command !== undefined || runner.own(line)) {
      close();
      if (!runner.dull(line)) own.push(line);
      if (command === undefined) continue;
      parts.push(inner(simpleCommand(wordsOf(command)), own, []));
      own = [];
      text = [];
    } else if (text) text.push(line);
    else if (line.trim() !== '') own.push(line);
  }
  close();
  const apart = parts.length === 0 || (parts.length > 1 && parts.every((part) => part.text.trim() === ''));
  return apart ? undefined : { kind: 'parts', parts, tail: own };
}

/** Of one command the text is all that is not the launcher's, wherever the launcher's lines came. */
function onlyCommand(lines: readonly string[], runner: CommandRunner): Inner {
  const at = lines.findIndex((line) => runner.command(line) !== undefined);
  const own = (line: string) => runner.own(line) || runner.command(line) !== undefined;
  const shown = (line: string) => own(line) && !runner.dull(line);
  const end = lines.findIndex((line, index) => index > at && own(line));
  const apart = lines.slice(at + 1, end < 0 ? undefined : end).every((line) => line.trim() === '');
  const text = apart ? lines.filter((line) => !own(line)) : lines.slice(at + 1, end < 0 ? undefined : end);
  const argv = simpleCommand(wordsOf(runner.command(lines[at] ?? '') ?? ''));
  const head = apart ? [] : lines.slice(0, at + 1).filter((line) => line.trim() !== '' && !runner.dull(line));
  const tail = apart ? lines.filter(shown) : lines.slice(end < 0 ? lines.length : end).filter((line) => line.trim() !== '');
  return { ...inner(argv, head, text), tail };
}

function inner(argv: readonly string[], head: readonly string[], text: readonly string[]): Inner {
  const lines = text.filter((line) => line.trim() !== '');
  return { kind: 'inner', argv, head, text: text.length === 0 ? '' : `${text.join('\n')}\n`, otherwise: { kind: 'text', lines } };
}

/** The words of a command as a shell would read them, quotes removed. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

// "cd pkga && /home/dev/venv/bin/pytest -q"
const IN_FOLDER = /^cd [^\s;&|]+ && (?<command>[^;&|<>$`]+)$/;

/** `sh -c 'cd a && pytest -q'` runs pytest. */
function simpleCommand(argv: readonly string[]): readonly string[] {
  const script = /^(?:\S*\/)?(?:ba)?sh$/.test(argv[0] ?? '') && /^-[a-z]*c$/.test(argv[1] ?? '') && argv.length === 3 ? argv[2] : undefined;
  if (script === undefined) return argv;
  const command = IN_FOLDER.exec(script)?.groups?.['command'] ?? (/[;&|<>$`\n]/.test(script) ? undefined : script);
  return command === undefined ? argv : wordsOf(command);
}
