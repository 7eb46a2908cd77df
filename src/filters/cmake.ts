import { BUILD_NOISE, isProgress, readBuild } from '../readers/build.ts';
import { COMPILER_NOISE } from '../readers/compiler.ts';
import { hasOption, linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

// "-- Performing Test HAS_WSHADOW - Success" is noise, "-- Performing Test HAS_WCOMMA - Failed" is not
const KNOWN = /^-- |^CMake (?:Error|Warning|Deprecation Warning)|^\[ *\d+%\] /m;

export default {
  about: 'cmake: errors, warnings, what was found or missing; builds like make',
  command: ['cmake'],
  unless: [
    '=-E',
    '=-P',
    '=-L',
    '=-LA',
    '=-LAH',
    '=-N',
    '--trace',
    '--debug-output',
    '--system-information',
    '--list-presets',
    '--help-full',
  ],
  noise: [...BUILD_NOISE, ...COMPILER_NOISE, '^-- (?:Performing Test|Looking for|Detecting) '],
  parse(run) {
    if (hasOption(run.argv, '--build')) return readBuild(run);
    if (!KNOWN.test(run.text)) return undefined;
    return { kind: 'log', lines: linesOf(run.text).filter((line) => line.trim() !== '' && !isProgress(line)) };
  },
} satisfies Filter;
