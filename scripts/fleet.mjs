// Checks a fleet file: npm run fleet -- check [file]
import './require-node.mjs';
import path from 'node:path';
import { checkout } from './checkout.mjs';
import { dataFolder } from './data-folder.mjs';
import { loadModule } from './load-module.mjs';

const usage = `Usage: npm run fleet -- check [file]
  prints what is wrong in the file and ends with 1, or how large the fleet is and what watching it costs in a month;
  without a file it checks the one that npm start would use
`;

/** The file named here, in the folder npm was called from; else the one a start uses. */
function findPlace(file) {
  if (file !== undefined) return { file: path.resolve(process.env.INIT_CWD ?? process.cwd(), file), isRequired: true };
  const given = process.env.ANTIPODE_FLEET;
  if (given) return { file: path.resolve(checkout, given), isRequired: true };
  return { file: path.join(dataFolder(), 'fleet.yaml'), isRequired: false };
}

const count = (number, what) => `${number} ${what}${number === 1 ? '' : 's'}`;

async function run([command, file, ...rest]) {
  if (command !== 'check' || rest.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const { findFleet } = await loadModule('lib/fleet/find-fleet.ts');
  const found = await findFleet(findPlace(file), process.env.ANTIPODE_SIMULATOR !== 'off');
  if (found.state === 'broken') {
    process.stderr.write(`${found.problems.join('\n')}\n`);
    return 1;
  }
  const { workloads, regions } = found.fleet;
  const from = found.from === 'built-in' ? ' (the built-in fleet)' : '';
  process.stdout.write(`${count(workloads.length, 'workload')}, ${count(regions.length, 'region')}${from}\n`);
  // Nothing is asked of AWS for it: it follows from the file.
  const { forecastFleet, sayFleetForecast } = await loadModule('lib/collector/polling/forecast-fleet.ts');
  const forecast = forecastFleet(found.fleet, Date.now());
  for (const line of sayFleetForecast(found.fleet, forecast)) process.stdout.write(`${line}\n`);
  return 0;
}

process.exitCode = await run(process.argv.slice(2));
