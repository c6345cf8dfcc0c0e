// Makes regions of the simulated fleet fail and heal: npm run sim -- fail us-east-1 | heal us-east-1 | heal all | status
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const usage = `Usage: npm run sim -- <command>
  fail <region>      the region stops answering and publishing
  heal <region|all>  the region comes back
  status             fleet time, regions and faults
`;
const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Ends the program: 1 the simulator refused or is not there, 2 wrong usage. */
class Failure extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** The same rule as the supervisor's: a folder of the checkout, for root one under /var/lib. */
function dataFolder() {
  const given = process.env.ANTIPODE_DATA;
  if (given) return path.resolve(checkout, given);
  if (process.getuid?.() !== 0) return path.join(checkout, '.antipode');
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return path.join('/var/lib/antipode', `${path.basename(checkout) || 'root'}-${hash}`);
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
  if (healed.length === 0) return region === 'all' ? 'No region was failing.' : `${region} was not failing.`;
  return `${healed.map((each) => each.fault.region).join(', ')} healed at ${clockTime(now)}.`;
}

async function status() {
  const { now, speed, seed, regions, faults } = await ask('status');
  const lines = regions.map(({ code, answers }) => {
    const fault = faults.find((each) => each.fault.region === code);
    const state = answers ? 'answers' : 'does not answer';
    return `  ${code.padEnd(16)}${state}${fault ? `, failing since ${clockTime(fault.startedAt)}` : ''}`;
  });
  return [`Fleet time ${clockTime(now)}, speed ${speed}, seed ${seed}`, ...lines].join('\n');
}

async function run([command, region, ...rest]) {
  if (rest.length > 0) throw new Failure(usage, 2);
  if (command === 'status' && region === undefined) return status();
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
