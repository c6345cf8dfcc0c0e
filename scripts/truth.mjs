import './require-node.mjs';
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm run truth -- --seed 1 --scenarios 200`: random scenarios of faults, in lockstep, and everything the console says
 * held against what is true. `--only K` runs one of them again, exactly. `--replay NAME` replays a public outage and
 * writes its account into docs/outages; `--outages` does so with all of them. `--processes N` for another number of
 * processes than there are cores.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    scenarios: { type: 'string', default: '200' },
    only: { type: 'string' },
    processes: { type: 'string', default: String(availableParallelism()) },
    replay: { type: 'string' },
    outages: { type: 'boolean', default: false },
    share: { type: 'string' },
  },
});
const seed = toNumber('seed', values.seed);
const numbers =
  values.only === undefined
    ? Array.from({ length: toNumber('scenarios', values.scenarios) }, (_, index) => index)
    : [toNumber('only', values.only)];

const { loadModule } = await import('./load-module.mjs');
const campaign = await loadModule('bench/truth/campaign/module.ts');

if (values.share !== undefined) await runShare(values.share);
else if (values.outages) await replay(campaign.publicOutages);
else if (values.replay !== undefined) await replay([findOutage(values.replay)]);
else if (numbers.length === 1) conclude([await campaign.runScenario(campaign.makeScenario(seed, numbers[0]))]);
else conclude(await runInProcesses(toNumber('processes', values.processes)));

/** Runs every so manieth scenario and sends what it showed to the process that forked this one. @param {string} share */
async function runShare(share) {
  const [index = 0, count = 1] = share.split('/').map(Number);
  for (const number of numbers.filter((one) => one % count === index)) {
    process.send?.(await campaign.runScenario(campaign.makeScenario(seed, number)));
  }
  process.disconnect?.();
}

/** @param {number} count */
function runInProcesses(count) {
  const begun = performance.now();
  /** @type {{ scenario: { number: number } }[]} */
  const reports = [];
  const shares = Array.from({ length: count }, (_, index) => {
    const args = ['--seed', String(seed), '--scenarios', String(numbers.length), '--share', `${index}/${count}`];
    // Frames leave much garbage that is young.
    const child = fork(fileURLToPath(import.meta.url), args, { execArgv: ['--max-semi-space-size=64'] });
    child.on('message', (/** @type {any} */ report) => {
      reports.push(report);
      for (const line of campaign.describeFailure(report)) console.log(line);
      if (reports.length % 20 === 0) {
        console.log(`${reports.length} of ${numbers.length} after ${Math.round((performance.now() - begun) / 1000)} s`);
      }
    });
    return new Promise((resolve, reject) => {
      child.once('exit', (code) =>
        code === 0 ? resolve(undefined) : reject(new Error(`A process ended with ${code}.`)),
      );
    });
  });
  return Promise.all(shares).then(() => reports.sort((a, b) => a.scenario.number - b.scenario.number));
}

/** @param {string} name */
function findOutage(name) {
  const found = campaign.publicOutages.find((/** @type {{ name: string }} */ one) => one.name === name);
  if (found !== undefined) return found;
  const known = campaign.publicOutages.map((/** @type {{ name: string }} */ one) => one.name).join(', ');
  console.error(`There is no outage "${name}"; known: ${known}.`);
  process.exit(2);
}

/** @param {readonly { name: string }[]} outages */
async function replay(outages) {
  for (const outage of outages) {
    const replayed = await campaign.replayOutage(outage);
    const file = `docs/outages/${outage.name}.md`;
    mkdirSync('docs/outages', { recursive: true });
    writeFileSync(file, campaign.writeAccount(replayed));
    console.log(`${file}: ${replayed.frames} moments, ${replayed.broken.length} in which a rule did not hold`);
    for (const line of replayed.broken) console.log(`  ${line}`);
    if (replayed.broken.length > 0) process.exitCode = 1;
  }
}

/** @param {readonly { breaches: readonly unknown[] }[]} reports */
function conclude(reports) {
  for (const line of campaign.describeCampaign(reports)) console.log(line);
  process.exitCode = reports.every(({ breaches }) => breaches.length === 0) ? 0 : 1;
}

/** @param {string} name @param {string} text */
function toNumber(name, text) {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`--${name} must be a whole number, not "${text}".`);
  process.exit(2);
}
