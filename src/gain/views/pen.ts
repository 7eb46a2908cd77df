/** Colours, or none. */

import pc from 'picocolors';

type Ink = 'green' | 'red' | 'yellow' | 'dim' | 'bold';
export type Pen = (ink: Ink, text: string) => string;

/** Whether there are colours is decided by who reads, not by the environment of the build. */
export function penFor(colours: boolean): Pen {
  const inks = pc.createColors(colours);
  return (ink, text) => (text === '' ? '' : inks[ink](text));
}

/** What was lost stands out. */
export function signed(pen: Pen, value: number, text: string): string {
  return value < 0 ? pen('red', text) : pen('green', text);
}
