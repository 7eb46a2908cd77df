/** What the user has switched off. The environment says it, or settings do, once they are read. */

const off = { track: false, recall: false };

/** Is a variable like `RTK_DISABLED=1` set? Empty, `0` and `false` are not. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}

/** `[tracking] enabled = false`, `[retriever] mode = "disabled"`. */
export function switchOff(what: keyof typeof off): void {
  off[what] = true;
}

/** Is a journal written? `RTK_TRACK=0`: no. */
export function tracks(): boolean {
  return !off.track && process.env['RTK_TRACK'] !== '0';
}

/** Are raw texts kept? `RTK_RECALL=0`, or rtk-rs's `RTK_TEE=0`: no, and then nothing is hidden. */
export function keepsTexts(): boolean {
  return !off.recall && process.env['RTK_RECALL'] !== '0' && process.env['RTK_TEE'] !== '0';
}
