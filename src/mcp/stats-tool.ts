import { withBooks } from '../gain/ledger/open.ts';
import { PRICES } from '../gain/report/prices.ts';
import { reportOf } from '../gain/report/report.ts';
import { textOf } from '../gain/views/text.ts';
import type { OwnTool } from './types.ts';

export const statsTool: OwnTool = {
  name: 'stats',
  title: 'What rtk saved',
  description: 'Says how many tokens of command output rtk has saved on this machine, net, and with which commands.',
  properties: {},
  required: [],
  call: () => withBooks((ledger) => textOf(reportOf(ledger, {}, PRICES), {}, { sections: [], limit: 10, pen: (_, text) => text })),
};
