import { COMPILER_NOISE, readCompiler } from '../readers/compiler.ts';
import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

const COMPILERS = [
  'gcc',
  'g++',
  'cc',
  'c++',
  'clang',
  'clang++',
  'gfortran',
  'ld',
  'x86_64-linux-gnu-gcc',
  'aarch64-linux-gnu-gcc',
  'arm-none-eabi-gcc',
];

export default {
  about: 'gcc, clang, gfortran: each finding with its notes, no code frames',
  command: COMPILERS,
  unless: [
    '=-E',
    '=-M',
    '=-MM',
    '=-v',
    '-###',
    '=-dM',
    '-dumpversion',
    '-dumpmachine',
    '-fdiagnostics-format=json',
    '-fdiagnostics-format=sarif-stderr',
    '-fdiagnostics-parseable-fixits',
  ],
  noise: COMPILER_NOISE,
  parse(run) {
    const { items, rest } = readCompiler(linesOf(run.text));
    if (items.length === 0) return undefined;
    const head = rest.filter(({ after }) => after === 0).map(({ line }) => line);
    const tail = rest.filter(({ after }) => after > 0).map(({ line }) => line);
    return { kind: 'diagnostics', head, items, tail };
  },
} satisfies Filter;
