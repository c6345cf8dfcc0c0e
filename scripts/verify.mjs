import './require-node.mjs';
import { checkout } from './checkout.mjs';
import { runNode } from './run-program.mjs';
import { runChecks } from './steps.mjs';

/** `npm run verify`: format, lint, import directions, types and unit tests. About a minute, no network. */
process.chdir(checkout);
const checks = await runChecks();
const tests = await runNode([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  'unit',
  '--reporter=dot',
  '--no-color',
]);
process.exitCode = checks.failed === 0 && tests.status === 0 ? 0 : 1;
console.log(process.exitCode === 0 ? 'Verified.' : 'Not verified: see above.');
