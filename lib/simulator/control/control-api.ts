import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { families } from '../faults/families';
import { readScenario } from '../scenarios/read-scenario';
import { findForeignSender } from '../wire/host-guard';
import { FaultError, faultyRegionsOf } from '../world/faults';
import type { RunningScenario, World } from '../world/types';
import type { EffectLog } from './effect-log';
import type { UsageLog } from './usage-log';

/** What the control API needs of the running simulator. */
export interface ControlledSimulator {
  readonly world: World;
  readonly speed: number;
  /** Whether the truth may be read: tests only. */
  readonly truth: boolean;
  /** A fleet file for the console that watches this fleet. */
  fleetFile(): string;
  readonly effects: EffectLog;
  readonly usage: UsageLog;
  /** Brings the world to the present. */
  advance(): void;
  /** Called after faults began or ended, for connections that wait on them. */
  faultsChanged(): void;
}

/** An answer of the control API; `body` is sent as JSON. */
interface ControlAnswer {
  readonly status: number;
  readonly body: object;
}

const prefix = '/_simulator/';
const mostBodyBytes = 64 * 1024;

/**
 * The control API under `/_simulator/` on the port of the AWS endpoint: faults begin and heal here. It is for the command
 * line and tests of this machine; web pages are refused by their Host or Origin.
 * @returns a route for the AWS door: false for requests that are not meant for this API
 */
export function controlRoutes(simulator: ControlledSimulator) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!path.startsWith(prefix)) return false;
    answer(simulator, request, path.slice(prefix.length)).then(
      (given) => send(response, given),
      (error: unknown) => send(response, refusal(500, `The simulator failed: ${String(error)}`)),
    );
    return true;
  };
}

async function answer(simulator: ControlledSimulator, request: IncomingMessage, route: string): Promise<ControlAnswer> {
  const foreign = findForeignSender(request.headers);
  if (foreign !== undefined) {
    request.resume();
    return refusal(403, foreign);
  }
  const body = await readBody(request);
  if (body === undefined) return refusal(413, `The request body is larger than ${mostBodyBytes} bytes.`);
  const wanted = methods[route];
  if (wanted === undefined || (forTests.has(route) && !simulator.truth)) {
    return refusal(404, `There is nothing at ${prefix}${route}.`);
  }
  if (request.method !== wanted) return refusal(405, `${prefix}${route} takes ${wanted} only.`);
  simulator.advance();
  switch (route) {
    case 'status':
      return { status: 200, body: statusOf(simulator) };
    case 'truth':
      return { status: 200, body: simulator.world.truth() };
    case 'fleet-file':
      return { status: 200, body: { fleetFile: simulator.fleetFile() } };
    case 'effects':
      return { status: 200, body: simulator.effects.read() };
    case 'usage':
      return { status: 200, body: simulator.usage.read() };
    case 'kinds':
      return { status: 200, body: { kinds: families.map(({ kind, says }) => ({ kind, says })) } };
    case 'scenarios':
      return runScenario(simulator, body);
    case 'policies':
      return enforcePolicies(simulator, body);
    case 'faults':
      return injectFault(simulator, body);
    default:
      return healFaults(simulator, body);
  }
}

const methods: Readonly<Record<string, 'GET' | 'POST'>> = {
  status: 'GET',
  truth: 'GET',
  'fleet-file': 'GET',
  effects: 'GET',
  usage: 'GET',
  faults: 'POST',
  scenarios: 'POST',
  kinds: 'GET',
  policies: 'POST',
  heal: 'POST',
};
const forTests: ReadonlySet<string> = new Set(['truth', 'effects', 'usage']);

function injectFault(simulator: ControlledSimulator, body: string): ControlAnswer {
  const read = parse(faultSchema, body);
  if (!read.ok) return refusal(400, `A fault is {"kind":"<kind>", …} with the members of its kind: ${read.problem}`);
  const { world } = simulator;
  const { region, service } = read.value;
  const unknown = typeof region === 'string' ? refuseRegion(world, region, service) : undefined;
  if (unknown !== undefined) return unknown;
  const before = world.activeFaults().map((each) => each.id);
  const fault = refuseUnknown(() => world.injectFault(read.value));
  if (fault instanceof FaultError) return refusal(400, fault.message);
  // A fault that is already there is not put on top of itself: one heal must be enough.
  if (before.includes(fault.id)) return { status: 200, body: { fault, already: true } };
  simulator.faultsChanged();
  return { status: 201, body: { fault, already: false } };
}

const policiesRequest = z.strictObject({ enforced: z.boolean() });

function enforcePolicies({ world }: ControlledSimulator, body: string): ControlAnswer {
  const asked = parse(policiesRequest, body);
  if (!asked.ok) return refusal(400, `Policies are {"enforced":true} or {"enforced":false}: ${asked.problem}`);
  const already = world.policiesEnforced() === asked.value.enforced;
  world.enforcePolicies(asked.value.enforced);
  return { status: 200, body: { ...asked.value, already } };
}

const scenarioRequest = z.strictObject({
  name: z.string().min(1).max(100),
  yaml: z.string(),
  faster: z.number().positive().max(100_000).default(1),
});

function runScenario(simulator: ControlledSimulator, body: string): ControlAnswer {
  const asked = parse(scenarioRequest, body);
  if (!asked.ok) return refusal(400, `A scenario is {"name":"<name>","yaml":"<text>"}: ${asked.problem}`);
  const { name, yaml, faster } = asked.value;
  const read = readScenario(yaml, name, simulator.world, faster);
  if (!read.ok) {
    const list = read.problems.map(({ line, column, message }) => `${name}:${line}:${column} ${message}`);
    return { status: 400, body: { error: list.join('\n'), problems: read.problems } };
  }
  const started = refuseUnknown(() => simulator.world.runScenario(read.scenario));
  if (started instanceof FaultError) return refusal(400, started.message);
  simulator.faultsChanged();
  return { status: 201, body: { scenario: started, ...(read.says !== undefined && { says: read.says }) } };
}

const faultSchema = z.looseObject({ kind: z.string() });

function healFaults(simulator: ControlledSimulator, body: string): ControlAnswer {
  const read = parse(matchSchema, body === '' ? '{}' : body);
  const problem = read.ok ? findForeignMember(read.value) : read.problem;
  if (!read.ok || problem !== undefined) {
    return refusal(
      400,
      `Healing takes {} for all faults, or the members that those to heal must have, such as {"region":"<region>"}: ${problem}`,
    );
  }
  const { region, service } = read.value;
  const unknown = typeof region === 'string' ? refuseRegion(simulator.world, region, service) : undefined;
  if (unknown !== undefined) return unknown;
  const scenario = simulator.world.scenario();
  const healed = simulator.world.healFaults(read.value);
  simulator.faultsChanged();
  return { status: 200, body: { healed, ended: endedName(scenario, simulator.world), now: simulator.world.now } };
}

/** The scenario that healing ended, if it did. */
function endedName(before: RunningScenario | undefined, world: World): string | null {
  return before !== undefined && world.scenario() === undefined ? before.name : null;
}

const matchSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/** A member that no fault can have would heal nothing, silently. */
function findForeignMember(matching: z.infer<typeof matchSchema>): string | undefined {
  for (const [name, value] of Object.entries(matching)) {
    const fits = families.some((family) => family.schema.shape[name]?.safeParse(value).success);
    if (!fits) return `no fault has ${name} ${JSON.stringify(value)}.`;
  }
  return undefined;
}

function refuseUnknown<T>(attempt: () => T): T | FaultError {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof FaultError) return error;
    throw error;
  }
}

function refuseRegion(world: World, region: string, service: unknown): ControlAnswer | undefined {
  const known = faultyRegionsOf(world.regions, service);
  if (known.includes(region)) return undefined;
  return refusal(400, `Unknown region "${region}". The simulated fleet has ${known.join(', ')}.`);
}

function statusOf({ world, speed }: ControlledSimulator): object {
  return {
    now: world.now,
    seed: world.seed,
    speed,
    fleet: world.fleetName,
    accountId: world.accountId,
    accounts: world.accountIds.size,
    regions: world.regions.map(({ code }) => ({ code, answers: world.regionAnswers(code) })),
    policiesEnforced: world.policiesEnforced(),
    faults: world.activeFaults(),
    scenario: world.scenario() ?? null,
  };
}

function parse<T>(schema: z.ZodType<T>, body: string): { ok: true; value: T } | { ok: false; problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, problem: 'the body is not JSON.' };
  }
  const read = schema.safeParse(json);
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  return { ok: false, problem: `${issue?.path.join('.') || 'the body'}: ${issue?.message}.` };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= mostBodyBytes) chunks.push(chunk);
  }
  return size <= mostBodyBytes ? Buffer.concat(chunks).toString('utf8') : undefined;
}

function refusal(status: number, error: string): ControlAnswer {
  return { status, body: { error } };
}

function send(response: ServerResponse, { status, body }: ControlAnswer): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
