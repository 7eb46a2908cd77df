/** Modules of the runtime that cost milliseconds to load: fetched when they are needed, which the hot path never does. */

export function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}

export function zlib(): typeof import('node:zlib') {
  return process.getBuiltinModule('node:zlib');
}
