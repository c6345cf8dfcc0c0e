import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** Builds the stub supervisor and its programs inside the checkout, where their packages are found. */
export async function buildStubSupervisor(): Promise<{ supervisor: string; remove(): Promise<void> }> {
  const cache = path.resolve(import.meta.dirname, '../../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'antipode-stub-'));
  const source = (name: string) => path.join(import.meta.dirname, name);
  await build({
    entryPoints: {
      'stub-supervisor': source('stub-supervisor.ts'),
      'stub-program': source('stub-program.ts'),
      'exit-with-supervisor': source('../exit-with-supervisor.ts'),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'silent',
  });
  return {
    supervisor: path.join(folder, 'stub-supervisor.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
