import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const shared = globalThis as typeof globalThis & { antipodeBuild?: string };

/**
 * Which build this process serves, read once: a build that is made beside it changes the file and not the process.
 * `development` where nothing was built.
 */
export function readBuild(): string {
  shared.antipodeBuild ??= read();
  return shared.antipodeBuild;
}

function read(): string {
  try {
    return readFileSync(path.join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'development';
    throw error;
  }
}
