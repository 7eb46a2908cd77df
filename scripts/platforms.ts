/** The platforms that rtk is built for. */
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
export const DIST = join(ROOT, 'dist');

export interface Platform {
  /** As in the name of its package, `@rtk/<name>`. */
  readonly name: string;
  /** What `bun build --target` calls it. */
  readonly bun: string;
  /** What package.json calls it, so that npm installs it where it runs. */
  readonly os: string;
  readonly cpu: string;
  readonly libc?: string;
  readonly file: 'rtk' | 'rtk.exe';
}

export const PLATFORMS: readonly Platform[] = [
  { name: 'linux-x64', bun: 'bun-linux-x64', os: 'linux', cpu: 'x64', libc: 'glibc', file: 'rtk' },
  { name: 'linux-arm64', bun: 'bun-linux-arm64', os: 'linux', cpu: 'arm64', libc: 'glibc', file: 'rtk' },
  { name: 'linux-x64-musl', bun: 'bun-linux-x64-musl', os: 'linux', cpu: 'x64', libc: 'musl', file: 'rtk' },
  { name: 'linux-arm64-musl', bun: 'bun-linux-arm64-musl', os: 'linux', cpu: 'arm64', libc: 'musl', file: 'rtk' },
  { name: 'darwin-arm64', bun: 'bun-darwin-arm64', os: 'darwin', cpu: 'arm64', file: 'rtk' },
  { name: 'darwin-x64', bun: 'bun-darwin-x64', os: 'darwin', cpu: 'x64', file: 'rtk' },
  { name: 'win32-x64', bun: 'bun-windows-x64', os: 'win32', cpu: 'x64', file: 'rtk.exe' },
];

/** The platform that this runs on. */
export function hostPlatform(): string {
  const musl =
    process.platform === 'linux' && !('glibcVersionRuntime' in ((process.report.getReport() as { header: object }).header ?? {}));
  return `${process.platform}-${process.arch}${musl ? '-musl' : ''}`;
}
