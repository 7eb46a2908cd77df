/**
 * When the engine compiles what it runs. The binary starts with thresholds so high that a short run stays in the interpreter: a command's
 * 20 ms are over before compiled code has paid for its threads (3 to 10 ms of CPU, 200 page faults). What takes long asks for the usual ones.
 */

/** Characters or bytes of a text from which compiling pays. Measured with hooks: as fast either way at 200 KB, slower by a third at 16 KB. */
export const LARGE_TEXT = 128 * 1024;

interface Engine {
  readonly unsafe?: { setJITPolicy?(scale: number): void };
}

/** From here on as usual. Nothing happens under Node. */
export function expectLongRun(): void {
  const { Bun: engine }: { Bun?: Engine } = globalThis as object;
  engine?.unsafe?.setJITPolicy?.(1);
}
