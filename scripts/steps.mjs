import { runNode } from './run-program.mjs';

/** What `npm run verify` looks at, fastest first: a name, and the arguments of Node.js. */
export const checks = [
  {
    name: 'format and lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.'],
  },
  { name: 'import directions and rules', args: ['scripts/check-imports.mjs'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
];

/**
 * Runs checks one after the other; the output of those that fail is shown.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const { name, args } of checks) {
    const begun = performance.now();
    const { status, output } = await runNode(args, { quiet: true });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (status === 0) counts.passed++;
    else {
      counts.failed++;
      process.stdout.write(output);
    }
  }
  return counts;
}
