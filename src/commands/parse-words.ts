/** The words behind an own word → arguments and options, by commander; what is wrong is one sentence that says what to do. */

import { CommanderError } from 'commander';
import { UsageError } from '../errors.ts';
import { type AnyWord, examplesOf, nearest } from './define/word.ts';

export interface Given {
  /** The words of the command that was meant: `gain export`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Or the help that was asked for. */
export function parsed(command: AnyWord, words: readonly string[]): Given | string {
  const found: { given?: Given; help: string } = { help: '' };
  for (const each of [command, ...command.commands]) prepared(each, found);
  try {
    command.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return found.help;
    throw new UsageError(sentence(error, command, words));
  }
  return found.given ?? found.help;
}

/** Nothing is written and nobody exits but rtk. */
function prepared(command: AnyWord, found: { given?: Given; help: string }): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        found.help += text;
      },
      writeErr: () => {},
    })
    .helpCommand(false)
    .allowExcessArguments(false)
    .action(() => {
      found.given = { name: nameOf(command), args: command.args, options: command.opts() };
    });
  describe(command);
}

const DESCRIBED = new WeakSet<object>();

/** Examples under the help, which begins with the word as it is typed. */
function describe(command: AnyWord): void {
  command.configureHelp({ commandUsage: (each) => `rtk ${nameOf(each as AnyWord)} ${each.usage()}` });
  const examples = examplesOf(command);
  const width = Math.max(...examples.map(([line]) => line.length));
  // A word may be parsed again.
  if (DESCRIBED.has(command)) return;
  DESCRIBED.add(command);
  if (examples.length > 0)
    command.addHelpText('after', `\nExamples:\n${examples.map(([line, does]) => `  ${line.padEnd(width)}  ${does}`).join('\n')}`);
}

export function nameOf(command: AnyWord): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

/** The help of a word, as `--help` prints it. */
export function helpOf(command: AnyWord): string {
  const help = parsed(command, ['--help']);
  return typeof help === 'string' ? help : '';
}

function sentence({ code, message }: CommanderError, command: AnyWord, words: readonly string[]): string {
  const meant = command.commands.find((each) => each.name() === words[0]) ?? command;
  const name = nameOf(meant);
  const more = `\`rtk ${name} --help\``;
  // "error: unknown option '--bogus'", "error: missing required argument 'id'"
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? [];
  if (code === 'commander.unknownOption') return `${name} has no option \`${quoted}\`; ${guess(quoted, meant)}${more} lists all.`;
  if (code === 'commander.missingArgument') return `${name}: give <${quoted}>, as in ${exampleOf(meant)}; ${more} says more.`;
  if (code === 'commander.excessArguments') return `${name}: \`${extra(meant, words)}\` is one word too many; ${more} says what it takes.`;
  // "error: option '-l, --lines <a-b>' argument missing"
  if (code === 'commander.optionMissingArgument') return `${name}: ${quoted} needs a value; ${more} says which.`;
  return `${name}: ${message.replace(/^error: /, '').replace(/\.?$/, '')}; ${more} says more.`;
}

function guess(option: string, { options }: AnyWord): string {
  const names = options.map(({ long }) => long).filter((long) => long !== undefined && long !== null);
  const near = nearest(option.replace(/=.*/, ''), names);
  return near === undefined ? '' : `did you mean \`${near}\`? `;
}

function exampleOf(command: AnyWord): string {
  return `\`${examplesOf(command)[0]?.[0] ?? `rtk ${nameOf(command)}`}\``;
}

/** The first word that is more than it takes. */
function extra(command: AnyWord, words: readonly string[]): string {
  const plain = words.filter((word) => !word.startsWith('-') && word !== command.name());
  return plain[command.registeredArguments.length] ?? plain.at(-1) ?? '';
}
