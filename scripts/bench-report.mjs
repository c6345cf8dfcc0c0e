import './require-node.mjs';

/**
 * `npm run bench:report`: how long the executive report of a hundred workloads takes from the record to its files, part by
 * part, and how many times what its JSON alone takes. `accounts=`, `runs=`, `findings=` and `times=` change its size. Ends
 * with 1 when the slowest one took longer than a report may.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const { loadModule } = await import('./load-module.mjs');
const { goalMs, measureReport } = await loadModule('bench/report/measure-report.ts');

/** @type {Record<string, number>} */
const given = { accounts: 20, runs: 2000, findings: 500, times: 7 };
for (const word of process.argv.slice(2)) {
  const [name = '', value = ''] = word.split('=');
  if (!(name in given) || !/^[1-9]\d{0,4}$/.test(value)) {
    console.error(
      `"${word}" is not known; known: ${Object.keys(given)
        .map((one) => `${one}=<number>`)
        .join(', ')}.`,
    );
    process.exit(2);
  }
  given[name] = Number(value);
}
const { times = 7, ...size } = given;

/** @type {readonly { name: string, each: number[] }[]} */
const parts = await measureReport(size, times);
/** @param {number[]} each */
const median = (each) => each.toSorted((a, b) => a - b)[Math.floor(each.length / 2)] ?? Number.NaN;
const json = median(parts.find(({ name }) => name === 'As canonical JSON')?.each ?? []);
console.log(`100 workloads, ${size.accounts} accounts, ${size.runs} runs, ${size.findings} findings; ${times} times:`);
for (const { name, each } of parts) {
  const [middle, worst] = [median(each), Math.max(...each)];
  console.log(
    `${name}: median ${middle.toFixed(0)}, worst ${worst.toFixed(0)} ms; ${(middle / json).toFixed(1)} times its JSON`,
  );
}
const worst = Math.max(...(parts.find(({ name }) => name === 'Whole')?.each ?? [Number.NaN]));
const met = worst <= goalMs;
console.log(
  met
    ? `Within the ${goalMs / 1000} s that a report may take.`
    : `Longer than the ${goalMs / 1000} s that a report may take.`,
);
process.exitCode = met ? 0 : 1;
