import { buildLines } from '../readers/image-build.ts';
import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

/** docker build and its kin: each step and how it ended, all that a broken step printed, the verdict. */
export default {
  about: 'docker, podman, buildah build: each step and how it ended, what a broken step printed, the verdict',
  command: [
    'docker build',
    'docker image build',
    'docker builder build',
    'docker buildx build',
    'docker buildx bake',
    'docker compose build',
    'docker-compose build',
    'podman build',
    'podman image build',
    'podman-compose build',
    'nerdctl build',
    'buildah bud',
    'buildah build',
  ],
  unless: ['-q', '--quiet', '--progress=rawjson', '--print', '--check'],
  hints: [
    '^DEPRECATED: The legacy builder is deprecated',
    '^ +(?:BuildKit is currently disabled; enable it by|Install the buildx component to build images|environment-variable\\.|https://docs\\.docker\\.com/go/buildx/)',
    '^Sending build context to Docker daemon ',
    // " ---> Running in 5485f94cb2ba", "#2 transferring context: 2B done", "#9 sha256:e047aba987dd42fca"
    '^(?: ---|--)> (?:Running in )?[0-9a-f]{11,64}$',
    '^(?: ---> )?(?:Removed|Removing) intermediate container ',
    '^#\\d+ (?:sha256:|transferring |resolve |extracting |exporting layers|\\[internal\\] |DONE 0\\.\\d+s$)',
    '^(?:View build details|What.s next:|What.s Next\\?)',
  ],
  parse({ text, exit }) {
    const lines = buildLines(linesOf(text), exit !== 0);
    return lines && { kind: 'text', lines: lines.filter((line) => !HINT.test(line)) };
  },
} satisfies Filter;

// "DEPRECATED: The legacy builder is deprecated and will be removed in a future release."
const HINT =
  /^(?:DEPRECATED: The legacy builder is deprecated|Sending build context to Docker daemon | +(?:BuildKit is currently disabled; enable it by|Install the buildx component to build images|environment-variable\.|https:\/\/docs\.docker\.com\/go\/buildx\/))/;
