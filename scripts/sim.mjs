// Makes regions and replications of the simulated fleet fail and heal: npm run sim -- fail us-east-1 | heal us-east-1 |
// heal all | fleet-file | stall media originals | unstall media originals | fail-objects media originals | status
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from './data-folder.mjs';

const usage = `Usage: npm run sim -- <command>
  fail <region>      the region stops answering and publishing
  heal <region|all>  the region comes back; all: every fault ends
  stall <workload> <store> [<source> [<target>]]
                     the store's replication stops while its writes go on; of a queue
                     its consumers stop, of a store kept by backups these and their copies
  unstall <workload> <store> [<source> [<target>]]
                     it goes on
  fail-objects <workload> <store>
                     some objects of a bucket fail to be copied, for good
  heal-objects <workload> <store>
                     no more objects fail; those that did stay uncopied
  status             fleet time, regions and faults
  fleet-file         a fleet.yaml for the console that watches this fleet
`;

/** Ends the program: 1 the simulator refused or is not there, 2 wrong usage. */
class Failure extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

function findPort() {
  const given = process.env.SIMULATOR_PORT;
  if (given && given !== '0') {
    if (!/^\d{1,5}$/.test(given)) throw new Failure(`SIMULATOR_PORT must be a port number, not "${given}".`, 2);
    return Number(given);
  }
  const file = path.join(dataFolder(), 'simulator.json');
  try {
    const { port } = JSON.parse(readFileSync(file, 'utf8'));
    if (Number.isInteger(port)) return port;
  } catch (error) {
    if (error.code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
  }
  throw new Failure(`No simulator is running: ${file} names none. Start one with npm start, or set SIMULATOR_PORT.`);
}

async function ask(route, body) {
  const port = findPort();
  const post = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const options = { ...post, signal: AbortSignal.timeout(10_000) };
  const response = await fetch(`http://127.0.0.1:${port}/_simulator/${route}`, options).catch((error) => {
    throw error.name === 'TimeoutError'
      ? new Failure(`The simulator on port ${port} does not answer.`)
      : new Failure(`No simulator is running on port ${port}. Start one with npm start.`);
  });
  const answer = await response.json().catch(() => {
    throw new Failure(`What answers on port ${port} is not the simulator.`);
  });
  if (!response.ok) throw new Failure(answer.error ?? `What answers on port ${port} is not the simulator.`);
  return answer;
}

const clockTime = (at) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

async function fail(region) {
  const { fault, already } = await ask('faults', { kind: 'region-outage', region });
  const verb = already ? 'has already been failing since' : 'fails since';
  return `${region} ${verb} ${clockTime(fault.startedAt)}. End it with: npm run sim -- heal ${region}`;
}

async function heal(region) {
  const { healed, now } = await ask('heal', region === 'all' ? {} : { region });
  if (healed.length === 0) return region === 'all' ? 'Nothing was failing.' : `${region} was not failing.`;
  return `${healed.map((each) => nameOf(each.fault)).join(', ')} healed at ${clockTime(now)}.`;
}

/** A region by its code, a stall by its store and, where it is for some links only, their ends. */
function nameOf({ region, workload, store, source, target }) {
  if (region !== undefined) return region;
  return [workload, store, source, target].filter((word) => word !== undefined).join(' ');
}

async function stall(link) {
  const { fault, already } = await ask('faults', link);
  const name = nameOf(link);
  const verb = already ? 'has already been stalled since' : 'is stalled since';
  return `${name} ${verb} ${clockTime(fault.startedAt)}. End it with: npm run sim -- unstall ${name}`;
}

async function unstall(link) {
  const { healed, now } = await ask('heal', link);
  if (healed.length === 0) return `${nameOf(link)} was not stalled.`;
  return `${healed.map((each) => nameOf(each.fault)).join(', ')} goes on again since ${clockTime(now)}.`;
}

async function failObjects(bucket) {
  const { fault, already } = await ask('faults', bucket);
  const name = nameOf(bucket);
  const verb = already ? 'have already been failing for good since' : 'fail for good since';
  return `Some objects of ${name} ${verb} ${clockTime(fault.startedAt)}. End it with: npm run sim -- heal-objects ${name}`;
}

async function healObjects(bucket) {
  const { healed, now } = await ask('heal', bucket);
  if (healed.length === 0) return `No objects of ${nameOf(bucket)} were failing.`;
  return `No more objects of ${nameOf(bucket)} fail since ${clockTime(now)}; those that failed stay uncopied.`;
}

async function status() {
  const { now, speed, seed, fleet = 'default', regions, faults } = await ask('status');
  const lines = regions.map(({ code, answers }) => {
    const fault = faults.find((each) => each.fault.region === code);
    const state = answers ? 'answers' : 'does not answer';
    return `  ${code.padEnd(16)}${state}${fault ? `, failing since ${clockTime(fault.startedAt)}` : ''}`;
  });
  const stores = faults
    .filter((each) => each.fault.kind in troubles)
    .map((each) => `  ${nameOf(each.fault)} ${troubles[each.fault.kind]} since ${clockTime(each.startedAt)}`);
  const named = fleet === 'default' ? '' : `, fleet ${fleet}`;
  return [`Fleet time ${clockTime(now)}, speed ${speed}, seed ${seed}${named}`, ...lines, ...stores].join('\n');
}

const troubles = { 'replication-stalled': 'stalled', 'objects-failing': 'loses some objects' };

async function run([command, region, ...rest]) {
  const [store, source, target] = rest;
  if ((command === 'stall' || command === 'unstall') && store !== undefined && rest.length <= 3) {
    const link = { kind: 'replication-stalled', workload: region, store, source, target };
    return command === 'stall' ? stall(link) : unstall(link);
  }
  if ((command === 'fail-objects' || command === 'heal-objects') && rest.length === 1) {
    const bucket = { kind: 'objects-failing', workload: region, store };
    return command === 'fail-objects' ? failObjects(bucket) : healObjects(bucket);
  }
  if (rest.length > 0) throw new Failure(usage, 2);
  if (command === 'status' && region === undefined) return status();
  if (command === 'fleet-file' && region === undefined) return (await ask('fleet-file')).fleetFile.trimEnd();
  if (command === 'fail' && region !== undefined) return fail(region);
  if (command === 'heal' && region !== undefined) return heal(region);
  throw new Failure(usage, 2);
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message.trimEnd()}\n`);
  process.exitCode = error.exitCode;
}
