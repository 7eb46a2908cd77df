/** Puts the binary in the place of the launcher, which saves the start of a Node; where that cannot be, the launcher stays. */
const { copyFileSync, linkSync, renameSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { binary } = require('./binary.js');

const path = binary();
const byNpm = /^npm\//.test(process.env.npm_config_user_agent ?? '');
if (path !== undefined && byNpm && process.platform !== 'win32') {
  const launcher = join(__dirname, 'bin/rtk');
  const fresh = `${launcher}.${process.pid}`;
  try {
    linkOrCopy(path, fresh);
    renameSync(fresh, launcher);
  } catch {
    rmSync(fresh, { force: true });
  }
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
