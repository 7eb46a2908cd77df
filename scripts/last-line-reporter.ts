/** Ends a test run with the line `N passed, N failed`, whatever else was printed and however the run ended. */
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export default class LastLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = (state: 'passed' | 'failed') => modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0);
    const broken = modules.filter((module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0).length;
    const line = `${count('passed')} passed, ${count('failed') + broken + unhandled.length} failed\n`;
    process.on('exit', () => writeSync(1, line));
  }
}
