import { answerDnsPacket } from './doors/answer-dns';
import { type FaultDoor, openFaultDoor } from './doors/fault-door';
import type { SiteRequest } from './doors/http-door';
import { simulatedServices, simulateServices } from './services';
import { findAccount } from './services/account';
import { endpointRegionsOf } from './services/endpoint-regions';
import { judgeCaller } from './services/judge-caller';
import {
  type Arrival,
  commonError,
  createWireHandler,
  loadServices,
  type Verdict,
  type WireHandler,
  type WireHandlerOptions,
} from './wire';
import type { EndpointAnswer, World } from './world/types';

export interface SimulatedInternetOptions {
  readonly world: World;
  /** Where the console stands: its resolver and its probes. */
  readonly resolverRegion: string;
  /** Brings the world to the present before anything is answered; a world that is stepped by hand needs none. */
  readonly advance?: () => void;
  readonly onCall?: WireHandlerOptions['onCall'];
  /** Told of what was posted to a site, and what became of it. */
  readonly onPosted?: (site: SiteRequest, answer: EndpointAnswer) => void;
  /** Told when a simulated operation fails by a fault of the simulator. */
  readonly onUnexpectedError?: (error: unknown, where: string) => void;
}

/** Everything outside that a console meets, over one world: who answers, who does not, and what they say. */
export interface SimulatedInternet {
  readonly faults: FaultDoor;
  /** The AWS endpoint, in the protocols of AWS. */
  readonly handler: WireHandler;
  /** What one DNS packet gets; undefined for no reply at all. */
  answerDns(packet: Buffer): Buffer | undefined;
  /** What a connection to an address gets. */
  askSite(site: SiteRequest): EndpointAnswer;
  /** Whether an AWS call that got no answer would get one now. */
  answersCall(arrival: Arrival): boolean;
  /** Whether a connection that got no answer would get one now. What was posted is not posted again. */
  answersSite(site: SiteRequest): boolean;
}

/** Opens the simulated internet without any doors of its own: neither sockets nor timers. */
export async function openSimulatedInternet(options: SimulatedInternetOptions): Promise<SimulatedInternet> {
  const { world, resolverRegion, advance = () => undefined, onCall, onPosted } = options;
  const services = await loadServices(simulatedServices);
  const faults = openFaultDoor(world);
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
    ...(onCall !== undefined && { onCall }),
    serverNow: faults.serverNow,
    onUnexpectedError: (error, { service, operation }) => options.onUnexpectedError?.(error, `${service} ${operation}`),
  });
  return {
    faults,
    handler,
    answerDns(packet) {
      advance();
      return faults.isCutOff() ? undefined : answerDnsPacket(packet, world, resolverRegion);
    },
    askSite(site) {
      advance();
      if (faults.isCutOff()) return { outcome: 'black-hole' };
      const answer = world.request(site.address, site, resolverRegion);
      onPosted?.(site, answer);
      return answer;
    },
    answersCall: (arrival) => world.regionAnswers(arrival.region) && !faults.holds(arrival),
    answersSite: (site) => !faults.isCutOff() && isReachable(world, site, resolverRegion),
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

/** Asks without what was posted: finding out must not do it. */
function isReachable(world: World, { address, hostname, path }: SiteRequest, clientRegion: string): boolean {
  return world.request(address, { hostname, path }, clientRegion).outcome !== 'black-hole';
}
