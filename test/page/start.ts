/** `rtk dashboard` as a program of its own. */

import type { Lab } from '../e2e/lab.ts';

export interface Started {
  readonly url: string;
  /** Sends the signal and answers with how it ended. */
  end(signal: NodeJS.Signals): Promise<{ readonly status: number | null; readonly signal: string | null }>;
}

export async function startDashboard(l: Lab, ...words: string[]): Promise<Started> {
  const child = l.start('dashboard', ...words);
  const exit = new Promise<{ status: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (status, signal) => resolve({ status, signal })),
  );
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (data) => {
      said += data;
      const found = /^(http:\S+)\n/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`It ended: ${said}`)));
  });
  return {
    url,
    end(signal) {
      child.kill(signal);
      return exit;
    },
  };
}
