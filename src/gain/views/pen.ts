/** Colours, or none. */

import { styleText } from 'node:util';

type Ink = 'green' | 'red' | 'yellow' | 'dim' | 'bold';
export type Pen = (ink: Ink, text: string) => string;

export function penFor(colours: boolean): Pen {
  return colours ? (ink, text) => (text === '' ? '' : styleText(ink, text, { validateStream: false })) : (_, text) => text;
}

/** What was lost stands out. */
export function signed(pen: Pen, value: number, text: string): string {
  return value < 0 ? pen('red', text) : pen('green', text);
}
