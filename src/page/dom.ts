/** Elements whose text is text: command names and the like are foreign and never become markup. */

type Child = Node | string | undefined;

/** An attribute with an undefined value is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** What stands between backticks is code. */
export function coded(text: string): (Node | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part));
}

/** A part of the page that can be shown again with newer figures. */
export interface View<T> {
  readonly element: HTMLElement;
  show(data: T): void;
}

let ids = 0;

/** A titled section; what stands under the title says what the figures are. */
export function section(title: string, about: string, ...children: readonly Child[]): HTMLElement {
  const id = `s${++ids}`;
  const head = h('header', {}, h('h2', { id }, title), h('p', { class: 'about' }, about));
  return h('section', { class: 'card', 'aria-labelledby': id }, head, ...children);
}

export interface Choice<Key extends string> {
  readonly element: HTMLElement;
  chosen(): Key;
  choose(key: Key): void;
}

/** One of a few, side by side: radio buttons, so that the arrow keys work. */
export function choice<Key extends string>(legend: string, options: Readonly<Record<Key, string>>, changed: () => void): Choice<Key> {
  const name = `c${++ids}`;
  const inputs = (Object.entries(options) as [Key, string][]).map(([value, text]) => {
    const input = h('input', { type: 'radio', name, value });
    input.addEventListener('change', changed);
    return { value, input, label: h('label', {}, input, h('span', {}, text)) };
  });
  const choose = (key: Key) => {
    for (const { value, input } of inputs) input.checked = value === key;
  };
  const [first] = inputs;
  if (first) choose(first.value);
  return {
    element: h('fieldset', { class: 'choice' }, h('legend', { class: 'unseen' }, legend), ...inputs.map(({ label }) => label)),
    chosen: () => (inputs.find(({ input }) => input.checked) ?? inputs[0])?.value as Key,
    choose,
  };
}
