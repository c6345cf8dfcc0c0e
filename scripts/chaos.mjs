// A long campaign of random kills: npm run chaos -- --runs 300 [--seed 7] [--speed 8] [--workloads 10]
import './require-node.mjs';

const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const usage = `Usage: npm run chaos -- [--runs 300] [--seed 1] [--speed 8] [--workloads 10]
  moves workloads of a simulated fleet back and forth while the engines that drive it are killed at random moments;
  ends with 1 when an effect was lost or doubled, or a run asked although no kill hit one of its effects
`;

const options = { runs: '300', seed: '1', speed: '8', workloads: '10' };
const given = process.argv.slice(2);
for (let at = 0; at < given.length; at += 2) {
  const name = given[at]?.replace(/^--/, '') ?? '';
  const value = given[at + 1];
  if (!Object.hasOwn(options, name) || !(Number(value) > 0)) {
    process.stderr.write(usage);
    process.exit(2);
  }
  options[name] = value;
}

const { runNode } = await import('./run-program.mjs');
const { DATABASE_URL: _ignored, ...environment } = process.env;
const { status } = await runNode(
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', 'lib/recovery/run/chaos'],
  {
    env: {
      ...environment,
      ANTIPODE_CHAOS_RUNS: options.runs,
      ANTIPODE_CHAOS_SEED: options.seed,
      ANTIPODE_CHAOS_SPEED: options.speed,
      ANTIPODE_CHAOS_WORKLOADS: options.workloads,
    },
  },
);
process.exitCode = status ?? 1;
