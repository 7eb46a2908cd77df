/** Light or dark: as the system says, until a button says otherwise. */

import { h } from './dom.ts';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const listeners: (() => void)[] = [];

/** Called after every change, also of the system's. */
export function onTheme(listener: () => void): void {
  listeners.push(listener);
}

export function themeButton(): HTMLElement {
  let theme = remembered();
  const button = h('button', { type: 'button', class: 'theme' });
  const apply = () => {
    document.documentElement.dataset['theme'] = theme;
    button.textContent = `Theme: ${theme}`;
    for (const listener of listeners) listener();
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    remember(theme);
    apply();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  apply();
  return button;
}

const probe = h('span', { class: 'unseen', 'aria-hidden': 'true' });

/** What a custom property of the style is as things are: `rgb(15, 118, 110)`. */
export function colour(name: string): string {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

const KEY = 'rtk-theme';

function remembered(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    // A page that was opened as a file may have no storage.
    return 'auto';
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it lasts as long as the page.
  }
}
