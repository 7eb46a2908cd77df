import { say } from '../io/say.ts';
import { WORDS } from '../route/own-words.ts';

export function run(): number {
  const words = Object.entries(WORDS).map(([name, about]) => `  ${name.padEnd(12)} ${about}`);
  say(`rtk runs a command exactly as asked and hands back less text that says the same.

  rtk [options] <command…>     rtk git status, rtk npx tsc --noEmit, rtk -u cargo test
  rtk [options] -- <command…>  for a command that is named like one of the words below

Options:
  -u, --tight     hide more        --lossless  hide nothing but repeats and redraws
  --level <name>  lossless, normal or tight    --help, --version

Words:
${words.join('\n')}

A line like [+37 lines: rtk recall 3f9a2c] stands for what was left out; \`rtk recall 3f9a2c\` shows it.`);
  return 0;
}
