import { omitted } from '../marks.ts';
import { fairShare } from '../readers/paths.ts';
import { CAPS } from '../shapes/caps.ts';
import { groupBy, linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

const CAP = CAPS.remoteRefs;

export default {
  about: 'git ls-remote: of many refs a share of each kind, the rest counted',
  command: ['git ls-remote'],
  unless: ['--get-url', '--symref', '-q', '--quiet', '--exit-code'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    const refs = lines.filter((line) => REF.test(line));
    const others = lines.filter((line) => !REF.test(line));
    if (refs.length < 2 || others.some((line) => !/^From /.test(line))) return undefined;
    const kinds = [...groupBy(refs, (line) => /\trefs\/[^/]+\//.exec(line)?.[0] ?? '').values()];
    const share = fairShare(
      kinds.map((found) => found.length),
      CAP[run.level],
    );
    // the newest pull requests and releases come last
    const old = Math.ceil(share / 3);
    const shown = kinds.flatMap((found) => {
      const rows = found.map((line) => line.replace(REF, '$1 $2'));
      return found.length > share + 3 ? [...rows.slice(0, old), omitted(found.length - share, 'refs'), ...rows.slice(old - share)] : rows;
    });
    return { kind: 'text', content: true, lines: [...others, ...shown] };
  },
} satisfies Filter;

// "214cd6b9e09603b3c4fa02203b24fb2bc3d4e338	refs/heads/master"
const REF = /^([0-9a-f]{40,64})\t(\S+)$/;
