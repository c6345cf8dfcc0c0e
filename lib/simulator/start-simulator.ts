import { controlRoutes } from './control/control-api';
import { openEffectLog } from './control/effect-log';
import { type BilledUsage, openUsageLog } from './control/usage-log';
import { writeFleetFile } from './control/write-fleet-file';
import { type DnsDoor, openDnsDoor } from './doors/dns-door';
import { type HttpDoor, openHttpDoor } from './doors/http-door';
import { checkPortIsFree, toDoorError } from './doors/port-in-use';
import { type FleetClock, fleetTimeAt } from './fleet-clock';
import { openSimulatedInternet } from './simulated-internet';
import { listenWire, type WireDoor } from './wire';
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
  // Before the folder is touched: whoever has the port may be a simulator on the same folder.
  await checkPortIsFree('aws', options.port);
  const { seed, fleet = findDefaultFleet(), folder } = options;
  const world = openWorld({ seed, fleet, now: fleetNow(), folder, speed: clock.speed });
  const doors: { aws?: WireDoor; dns?: DnsDoor; http?: HttpDoor } = {};
  const advance = () => world.advanceTo(fleetNow());
  const effects = openEffectLog(world);
  const usage = openUsageLog(world);
  const internet = await openSimulatedInternet({
    world,
    resolverRegion,
    advance,
    ...(options.truth && {
      onCall: (call, outcome) => {
        effects.record(call, outcome);
        usage.record(call, outcome);
      },
      onPosted: effects.recordPosted,
    }),
    ...(options.onUnexpectedError && { onUnexpectedError: options.onUnexpectedError }),
  });
  const release = () => {
    doors.aws?.releaseHeld(internet.answersCall);
    doors.http?.releaseHeld(internet.answersSite);
  };
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
    const dns = await openDnsDoor(options.dnsPort, internet.answerDns);
    doors.dns = dns;
    const http = await openHttpDoor(options.httpPort, internet.askSite);
    doors.http = http;
    // The AWS endpoint opens last: who reaches it may count on the other two.
    const aws = await listenWire(internet.handler, { port: options.port, otherRoutes }).catch((error) =>
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
