// Breaks and heals the simulated fleet: npm run sim -- help
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from './data-folder.mjs';
import { readMembers, readVerb, UsageError, verbHelp } from './sim-faults.mjs';

const scenarioFolder = fileURLToPath(new URL('../lib/simulator/scenarios/', import.meta.url));

function scenarioNames() {
  return readdirSync(scenarioFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace('.yaml', ''))
    .sort();
}

const usage = `Usage: npm run sim -- <command>

Regions and stores
  fail <region>      the region stops answering and publishing
  heal <region|all>  the region comes back; all: every fault and the scenario end
  stall <workload> <store> [<source> [<target>]]
                     the store's replication stops while its writes go on; of a queue
                     its consumers stop, of a store kept by backups these and their copies
  unstall <workload> <store> [<source> [<target>]]
                     it goes on
  fail-objects <workload> <store>
                     some objects of a bucket fail to be copied, for good
  heal-objects <workload> <store>
                     no more objects fail; those that did stay uncopied

Other faults
${verbHelp()}
  Most take what they are about as name=value: account, region, service, operation,
  role, workload. Services are named as in IAM actions: dynamodb, cloudwatch, route53.

  begin <kind> [name=value ...]
                     any fault by its kind; kinds lists them
  heal <kind> [name=value ...]
                     ends the faults of a kind, or those of them with these members
  kinds              every kind of fault and what it does

Permissions
  enforce-policies <on|off>
                     whether roles may do only what their policies allow; off at first

Scenarios
  run <name|file> [faster=<times>]
                     begins and ends faults by a timetable
                     (${scenarioNames().join(', ')})

  status             fleet time, regions, faults, and what comes next
  fleet-file         a fleet.yaml for the console that watches this fleet
  help               this text
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
  const { healed, ended, now } = await ask('heal', region === 'all' ? {} : { region });
  const names = healed.map((each) => nameOf(each.fault));
  if (ended) names.push(`scenario ${ended}`);
  if (names.length === 0) return region === 'all' ? 'Nothing was failing.' : `${region} was not failing.`;
  return `${names.join(', ')} healed at ${clockTime(now)}.`;
}

async function healKind(kind, words) {
  const { healed, now } = await ask('heal', { kind, ...readMembers(words) });
  if (healed.length === 0) return `There was no such fault: ${[kind, ...words].join(' ')}.`;
  return `${healed.map((each) => sayFault(each.fault)).join(', ')} healed at ${clockTime(now)}.`;
}

async function begin(given) {
  const { fault, already } = await ask('faults', given);
  const verb = already ? 'has already been there since' : 'since';
  return `${sayFault(fault.fault)} ${verb} ${clockTime(fault.startedAt)}. End it with: npm run sim -- heal ${sayFault(fault.fault)}`;
}

async function kinds() {
  const { kinds: known } = await ask('kinds');
  return known.map(({ kind, says }) => `${kind}\n  ${says}`).join('\n');
}

async function runScenario(given, words) {
  const { faster, ...rest } = readMembers(words);
  if (Object.keys(rest).length > 0) throw new Failure(usage, 2);
  const named = path.join(scenarioFolder, `${given}.yaml`);
  const file = scenarioNames().includes(given) ? named : given;
  if (!existsSync(file)) {
    throw new Failure(`There is no scenario ${given}, neither by name (${scenarioNames().join(', ')}) nor as a file.`);
  }
  const yaml = readFileSync(file, 'utf8');
  const name = path.basename(file, '.yaml');
  const { scenario, says } = await ask('scenarios', { name, yaml, ...(faster !== undefined && { faster }) });
  const lines = [`${scenario.name} runs since ${clockTime(scenario.startedAt)}. End it with: npm run sim -- heal all`];
  if (says) lines.push(says.trim());
  return [...lines, ...comingLines(scenario)].join('\n');
}

function comingLines(scenario) {
  return scenario.next.map(
    ({ at, does, fault }) => `  ${clockTime(at)} ${does === 'begin' ? 'begins' : 'ends  '} ${sayFault(fault)}`,
  );
}

/** A fault by its kind and members, as it is told to begin and heal. */
function sayFault({ kind, ...members }) {
  return [kind, ...Object.entries(members).map(([name, value]) => `${name}=${value}`)].join(' ');
}

/** A region by its code, a stall by its store and, where it is for some links only, their ends. */
function nameOf(fault) {
  const { kind, region, workload, store, source, target } = fault;
  if (kind === 'region-outage') return region;
  if (kind !== undefined && !(kind in troubles)) return sayFault(fault);
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

async function enforcePolicies(word) {
  const { already } = await ask('policies', { enforced: word === 'on' });
  const who = word === 'on' ? 'Roles may do only what their policies allow' : 'Roles may do everything';
  return `${who}${already ? ', as before' : ''}.`;
}

async function status() {
  const { now, speed, seed, fleet = 'default', regions, policiesEnforced, faults, scenario } = await ask('status');
  const lines = regions.map(({ code, answers }) => {
    const fault = faults.find((each) => each.fault.kind === 'region-outage' && each.fault.region === code);
    const state = answers ? 'answers' : 'does not answer';
    return `  ${code.padEnd(16)}${state}${fault ? `, failing since ${clockTime(fault.startedAt)}` : ''}`;
  });
  const stores = faults
    .filter((each) => each.fault.kind in troubles)
    .map((each) => `  ${nameOf(each.fault)} ${troubles[each.fault.kind]} since ${clockTime(each.startedAt)}`);
  const others = faults
    .filter((each) => each.fault.kind !== 'region-outage' && !(each.fault.kind in troubles))
    .map((each) => `  ${sayFault(each.fault)} since ${clockTime(each.startedAt)}`);
  const coming = scenario
    ? [`Scenario ${scenario.name} since ${clockTime(scenario.startedAt)}:`, ...comingLines(scenario)]
    : [];
  const policies = policiesEnforced ? ['  IAM policies are enforced'] : [];
  const named = fleet === 'default' ? '' : `, fleet ${fleet}`;
  const clock = `Fleet time ${clockTime(now)}, speed ${speed}, seed ${seed}${named}`;
  return [clock, ...lines, ...policies, ...stores, ...others, ...coming].join('\n');
}

/** Kinds of faults have no digit at their end, as regions have. */
function isKind(word) {
  return (word !== 'all' && !/\d$/.test(word) && word.includes('-')) || word === 'throttled';
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
  const words = [region, ...rest].filter((word) => word !== undefined);
  if (command === 'help' && words.length === 0) return usage.trimEnd();
  if (command === 'kinds' && words.length === 0) return kinds();
  if (command === 'run' && region !== undefined) return runScenario(region, rest);
  if (command === 'begin' && region !== undefined) return begin({ kind: region, ...readMembers(rest) });
  if (command === 'enforce-policies' && (region === 'on' || region === 'off') && rest.length === 0) {
    return enforcePolicies(region);
  }
  const verb = readVerb(command, words);
  if (verb !== undefined) return begin(verb);
  if (command === 'heal' && region !== undefined && isKind(region)) return healKind(region, rest);
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
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message.trimEnd()}\n`);
  process.exitCode = error.exitCode;
}
