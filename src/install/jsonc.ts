/** JSON with comments, changed by insertions alone, so that taking them out gives every byte back. Pure. */

import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { UsageError } from '../errors.ts';
import { ownCommand } from '../hooks/command-line.ts';
import type { Entry } from '../hooks/types.ts';
import type { JsonObject, JsonValue } from '../json.ts';

export interface Insertion {
  readonly text: string;
  /** What was inserted, in order; taken out in reverse order. */
  readonly added: readonly string[];
}

/** Appends what is not there yet. Throws a UsageError for a file that cannot be understood. */
export function withEntries(text: string, entries: readonly Entry[], file: string): Insertion {
  const added: string[] = [];
  for (const { at, item } of entries) {
    const root = rootOf(text, file);
    if (!root) {
      const whole = `${JSON.stringify(nested(at, [item]), null, 2)}\n`;
      added.push(whole);
      text += whole;
    } else {
      const list = nodeAt(root, at);
      if (list && list.type !== 'array') throw new UsageError(`${file}: \`${at.join('.')}\` is no list; mend the file.`);
      if (list?.children?.some((each) => sameAs(plainValue(each), item))) continue;
      const { offset, insert } = list ? intoArray(text, list, item) : intoObject(text, root, { at, item, file });
      added.push(insert);
      text = text.slice(0, offset) + insert + text.slice(offset);
    }
  }
  return { text, added };
}

/** Takes out what `withEntries` put in, wherever it stands now; undefined if one of the insertions is not there exactly once. */
export function withoutAdded(text: string, added: readonly string[]): string | undefined {
  for (const part of [...added].reverse()) {
    const at = text.indexOf(part);
    if (part === '' || at < 0 || text.indexOf(part, at + 1) >= 0) return undefined;
    text = text.slice(0, at) + text.slice(at + part.length);
  }
  return text;
}

/** The handlers' commands in a file, with the place of the item that holds them. */
export interface Handler {
  readonly command: string;
  readonly event: string;
  readonly matcher: string | undefined;
}

export function handlersIn(text: string, file: string): Handler[] {
  const root = rootOf(text, file);
  return root
    ? commandsUnder(root).map(({ command, item, list }) => ({ command, event: keyOf(list) ?? '', matcher: matcherOf(item) }))
    : [];
}

/** Items of lists in which every command is wanted gone; a handler alone where its group holds others, too. Then lists and objects that this left empty. */
export function withoutCommands(text: string, gone: (command: string) => boolean, file: string): string {
  for (let round = 0; round < 100; round++) {
    const root = rootOf(text, file);
    const found = root && commandsUnder(root).find(({ command }) => gone(command));
    if (!found) return text;
    const alone = commandsUnder(found.item).every(({ command }) => gone(command));
    text = withoutElement(text, alone ? found.item : found.handler);
  }
  return text;
}

export function isOwnOf(agent: string): (command: string) => boolean {
  return (command) => ownCommand(command)?.agent === agent;
}

export function rootOf(text: string, file: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  if (text.replace(/^\uFEFF/, '').trim() === '') return undefined;
  const [error] = errors;
  if (error) throw new UsageError(`${file}:${text.slice(0, error.offset).split('\n').length}: this is no JSON; mend the file.`);
  if (root?.type !== 'object') throw new UsageError(`${file}: it holds no object; mend the file.`);
  return root;
}

export function nested(at: readonly string[], value: JsonValue): JsonValue {
  return at.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);
}

export function property(node: Node, key: string): Node | undefined {
  return node.children?.find((each) => each.children?.[0]?.value === key);
}

export function nodeAt(root: Node, at: readonly string[]): Node | undefined {
  return at.reduce<Node | undefined>((node, key) => (node?.type === 'object' ? property(node, key)?.children?.[1] : undefined), root);
}

interface Place {
  readonly offset: number;
  readonly insert: string;
}

function intoArray(text: string, list: Node, item: JsonObject): Place {
  return inside(text, list, (style) => printed(item, style));
}

/** The first key that is missing, with all that stands in it. */
function intoObject(text: string, root: Node, { at, item, file }: Entry & { readonly file: string }): Place {
  let [node, depth] = [root, 0];
  for (; depth < at.length; depth++) {
    const next = nodeAt(node, [at[depth] ?? '']);
    if (!next) break;
    if (next.type !== 'object') throw new UsageError(`${file}: \`${at.slice(0, depth + 1).join('.')}\` is no object; mend the file.`);
    node = next;
  }
  const value = at.slice(depth + 1).reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), [item]);
  return inside(text, node, (style) => `${JSON.stringify(at[depth])}:${style.unit === '' ? '' : ' '}${printed(value, style)}`);
}

interface Style {
  /** One step of indentation; empty for a text without line breaks. */
  readonly unit: string;
  readonly eol: string;
  /** Indentation of the new element. */
  readonly indent: string;
}

/** Behind the last element, or at the beginning of an empty container. */
export function inside(text: string, node: Node, print: (style: Style) => string): Place {
  const style = styleOf(text, node);
  const last = node.children?.at(-1);
  const body = print(style);
  if (last) return { offset: last.offset + last.length, insert: style.unit === '' ? `,${body}` : `,${style.eol}${style.indent}${body}` };
  const close = style.unit === '' ? '' : `${style.eol}${indentOf(text, node.offset)}`;
  return {
    offset: node.offset + 1,
    insert: style.unit === '' ? body : `${style.eol}${style.indent}${body}${/^\s*\n/.test(text.slice(node.offset + 1)) ? '' : close}`,
  };
}

function styleOf(text: string, node: Node): Style {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? (/\n/.test(text.trim()) || text.trim() === '{}' ? '  ' : '');
  const own = node.children?.[0];
  const indent = own && /\n[ \t]*$/.test(text.slice(0, own.offset)) ? indentOf(text, own.offset) : indentOf(text, node.offset) + unit;
  return { unit, eol, indent };
}

/** Blanks at the beginning of the line. */
function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}

export function printed(value: JsonValue, { unit, eol, indent }: Style): string {
  return unit === '' ? JSON.stringify(value) : JSON.stringify(value, null, unit).replaceAll('\n', `${eol}${indent}`);
}

export function plainValue(node: Node): JsonValue {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value as JsonValue;
  return Object.fromEntries(
    (node.children ?? []).map((each) => [each.children?.[0]?.value, each.children?.[1] ? plainValue(each.children[1]) : null]),
  );
}

function sameAs(one: JsonValue, other: JsonValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

interface Found {
  readonly command: string;
  /** The object with the command in it; the element of the outermost list that holds it; that list. */
  readonly handler: Node;
  readonly item: Node;
  readonly list: Node;
}

const COMMAND_KEYS = ['command', 'bash', 'powershell'];

/** Every command of every hook below, whatever the agent's way of nesting them. */
function commandsUnder(node: Node, item?: Node, list?: Node): Found[] {
  if (node.type === 'array') return (node.children ?? []).flatMap((each) => commandsUnder(each, item ?? each, list ?? node));
  if (node.type !== 'object') return [];
  const within = item ?? (node.parent?.type === 'array' ? node : undefined);
  return (node.children ?? []).flatMap((each) => {
    const [key, value] = each.children ?? [];
    if (!value) return [];
    const command = value.type === 'string' ? commandOf(String(key?.value), String(value.value), node) : undefined;
    return command !== undefined && within
      ? [{ command, handler: node, item: within, list: list ?? node }]
      : commandsUnder(value, item, list);
  });
}

/** A hook that calls a tool of a server has no command line: `mcp_tool rtk hook` stands for it. */
function commandOf(key: string, value: string, handler: Node): string | undefined {
  if (COMMAND_KEYS.includes(key)) return value;
  if (key !== 'server' || property(handler, 'type')?.children?.[1]?.value !== 'mcp_tool') return undefined;
  return `mcp_tool ${value} ${property(handler, 'tool')?.children?.[1]?.value ?? ''}`;
}

function keyOf(list: Node): string | undefined {
  return list.parent?.type === 'property' ? String(list.parent.children?.[0]?.value) : undefined;
}

function matcherOf(item: Node): string | undefined {
  const matcher = item.type === 'object' ? property(item, 'matcher')?.children?.[1]?.value : undefined;
  return typeof matcher === 'string' ? matcher : undefined;
}

/** The inverse of an insertion: with the comma before it, or the one behind it; containers that it leaves empty go with it, but never the whole text. */
export function withoutElement(text: string, node: Node): string {
  const container = node.parent;
  const element = container?.type === 'property' ? container : node;
  const siblings = element.parent?.children ?? [];
  if (siblings.length === 1 && element.parent?.parent) return withoutElement(text, element.parent);
  const index = siblings.indexOf(element);
  const [before, next] = [siblings[index - 1], siblings[index + 1]];
  const end = element.offset + element.length;
  if (before) return withoutComma(text.slice(0, element.offset), before.offset + before.length) + text.slice(end);
  if (next) return text.slice(0, element.offset) + text.slice(next.offset);
  const open = (element.parent?.offset ?? 0) + 1;
  return text.slice(0, open) + text.slice(end).replace(/^\s*,?\s*/, '');
}

/** The text without the comma that follows `from`, and without the blanks at its end; comments in between stay. */
function withoutComma(text: string, from: number): string {
  const between = text.slice(from);
  const comma = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*,/.exec(between)?.[0].length ?? 0;
  return text.slice(0, from) + (between.slice(0, Math.max(comma - 1, 0)) + between.slice(comma)).trimEnd();
}
