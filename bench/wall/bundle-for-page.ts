import path from 'node:path';
import { build } from 'esbuild';

/** A module of the bench or the product as one script that runs in a page, as React runs in production. */
export async function bundleForPage(file: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: process.cwd(),
    entryPoints: [path.resolve(file)],
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`${file} came to nothing.`);
  return script.text;
}
