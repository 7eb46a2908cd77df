/** What `--with-instructions` adds: true, and at most 60 tokens. */
export const INSTRUCTIONS = `\`[+N lines: rtk recall <id>]\` in a command's output stands for lines that were left out; \`rtk recall <id>\` prints the whole output. \`rtk raw <command>\` runs a command unfiltered.`;
