import { controlRoutes } from './control/control-api';
import { openEffectLog } from './control/effect-log';
import { type BilledUsage, openUsageLog } from './control/usage-log';
import { writeFleetFile } from './control/write-fleet-file';
import { answerDnsPacket } from './doors/answer-dns';
import { type DnsDoor, openDnsDoor } from './doors/dns-door';
import { type FaultDoor, openFaultDoor } from './doors/fault-door';
import { type HttpDoor, openHttpDoor, type SiteRequest } from './doors/http-door';
import { checkPortIsFree, toDoorError } from './doors/port-in-use';
import { type FleetClock, fleetTimeAt } from './fleet-clock';
import { simulatedServices, simulateServices } from './services';
import { findAccount } from './services/account';
import { endpointRegionsOf } from './services/endpoint-regions';
import { judgeCaller } from './services/judge-caller';
import {
  type Arrival,
  commonError,
  createWireHandler,
  listenWire,
  loadServices,
  type Verdict,
  type WireDoor,
} from './wire';
import { openWorld } from './world';
import { findDefaultFleet } from './world/build-fleet';
import type { SimulatedFleet } from './world/simulated-fleet';
import type { World } from './world/types';

export interface SimulatorOptions {
  /** Port of the AWS endpoint and the control API; 0 picks a free one, as for the other two doors. */
  readonly port: number;
  readonly dnsPort: number;
  readonly httpPort: number;
  /** Folder of journal and checkpoint; in memory only when absent. */
  readonly folder?: string;
  readonly seed: number;
  /** The default fleet where absent. */
  readonly fleet?: SimulatedFleet;
  readonly clock: FleetClock;
  /** Where the console stands: its resolver and its probes. Ireland by default. */
  readonly resolverRegion?: string;
  /** Serves `/_simulator/truth`, `/_simulator/effects` and `/_simulator/usage`: for tests only. */
  readonly truth?: boolean;
  /** Told when a simulated operation fails by a fault of the simulator. */
  readonly onUnexpectedError?: (error: unknown, where: string) => void;
}

export interface RunningSimulator {
  /** Of the AWS endpoint. */
  readonly url: string;
  readonly port: number;
  readonly dnsPort: number;
  readonly httpPort: number;
  readonly world: World;
  /** What AWS would bill for the calls so far, by account; counted with `truth` only. */
  usage(): BilledUsage;
  /** Closes the doors, cuts every connection, and writes a checkpoint. */
  stop(): Promise<void>;
}

export const defaultResolverRegion = 'eu-west-1';
const advanceEveryMs = 1000;

/**
 * Starts the simulated fleet in this process, with its three doors on 127.0.0.1: the AWS endpoint with the control API,
 * DNS, and HTTP. The world follows the clock by a timer and before every request.
 * @throws PortInUse when a door's port is taken; nothing is left running then
 */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { clock, resolverRegion = defaultResolverRegion } = options;
  const fleetNow = () => fleetTimeAt(clock, Date.now());
  const services = await loadServices(simulatedServices);
  // Before the folder is touched: whoever has the port may be a simulator on the same folder.
  await checkPortIsFree('aws', options.port);
  const { seed, fleet = findDefaultFleet(), folder } = options;
  const world = openWorld({ seed, fleet, now: fleetNow(), folder, speed: clock.speed });
  const doors: { aws?: WireDoor; dns?: DnsDoor; http?: HttpDoor } = {};
  const advance = () => world.advanceTo(fleetNow());
  const faults = openFaultDoor(world);
  const effects = openEffectLog(world);
  const usage = openUsageLog(world);
  const release = () => {
    doors.aws?.releaseHeld((arrival) => world.regionAnswers(arrival.region) && !faults.holds(arrival));
    doors.http?.releaseHeld((site) => !faults.isCutOff() && isReachable(world, site, resolverRegion));
  };
  const handler = createWireHandler({
    services,
    operations: simulateServices(world, resolverRegion),
    before(arrival) {
      advance();
      return admit(world, faults, arrival);
    },
    alter: faults.alter,
    carryOut: (call, run) => (faults.ignoresChange(call) ? world.ignoringChanges(run) : run()),
    losesAnswer: faults.losesAnswer,
    ...(options.truth && {
      onCall: (call, outcome) => {
        effects.record(call, outcome);
        usage.record(call, outcome);
      },
    }),
    serverNow: faults.serverNow,
    onUnexpectedError: (error, { service, operation }) => options.onUnexpectedError?.(error, `${service} ${operation}`),
  });
  const otherRoutes = controlRoutes({
    world,
    speed: clock.speed,
    truth: options.truth ?? false,
    fleetFile: () => writeFleetFile(fleet.declaration),
    effects,
    usage,
    advance,
    faultsChanged: release,
  });

  const closeDoors = () => Promise.all([doors.aws?.close(), doors.dns?.close(), doors.http?.close()]);
  const openDoors = async () => {
    const dns = await openDnsDoor(options.dnsPort, (packet) => {
      advance();
      return faults.isCutOff() ? undefined : answerDnsPacket(packet, world, resolverRegion);
    });
    doors.dns = dns;
    const http = await openHttpDoor(options.httpPort, (site) => {
      advance();
      if (faults.isCutOff()) return { outcome: 'black-hole' };
      const answer = askSite(world, site, resolverRegion);
      if (options.truth) effects.recordPosted(site, answer);
      return answer;
    });
    doors.http = http;
    // The AWS endpoint opens last: who reaches it may count on the other two.
    const aws = await listenWire(handler, { port: options.port, otherRoutes }).catch((error) =>
      Promise.reject(toDoorError('aws', options.port, error)),
    );
    doors.aws = aws;
    return { aws, dns, http };
  };
  const { aws, dns, http } = await openDoors().catch(async (error) => {
    await closeDoors();
    world.close();
    throw error;
  });
  const timer = setInterval(() => {
    advance();
    release();
  }, advanceEveryMs);

  let stopped: Promise<void> | undefined;
  return {
    url: aws.url,
    port: aws.port,
    dnsPort: dns.port,
    httpPort: http.port,
    world,
    usage: () => usage.read(),
    stop() {
      clearInterval(timer);
      stopped ??= closeDoors().then(() => world.close());
      return stopped;
    },
  };
}

/** Who may ask, and whether the region that would answer is there. */
function admit(world: World, faults: FaultDoor, arrival: Arrival): Verdict {
  const fleetRegions = world.regions.map(({ code }) => code);
  const endpoints = endpointRegionsOf(arrival.service, fleetRegions);
  // Elsewhere there is no host of that name: nothing would take the connection.
  if (endpoints !== undefined && !endpoints.includes(arrival.region)) return 'destroy';
  // A lost region says nothing at all, not even that a key is wrong.
  const inFleet = endpoints !== undefined || fleetRegions.includes(arrival.region);
  if (inFleet && !world.regionAnswers(arrival.region)) return 'black-hole';
  const verdict = faults.judge(arrival);
  if (verdict !== undefined) return verdict;
  // As in AWS, a region that the account has not opted in to does not know the account's keys.
  if (!inFleet || !world.accountIds.has(findAccount(arrival) ?? '')) {
    return commonError('unknownAccount', arrival, 'The security token included in the request is invalid.');
  }
  return judgeCaller(arrival, world, Date.now()) ?? 'continue';
}

function askSite(world: World, site: SiteRequest, clientRegion: string) {
  return world.request(site.address, site, clientRegion);
}

/** Asks without what was posted: finding out must not do it. */
function isReachable(world: World, { address, hostname, path }: SiteRequest, clientRegion: string): boolean {
  return world.request(address, { hostname, path }, clientRegion).outcome !== 'black-hole';
}
