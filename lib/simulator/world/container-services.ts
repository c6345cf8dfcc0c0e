import { streamKey, unitAt } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import { spareRoomOf } from './spare-room';
import type { SimulatedContainerService } from './types';
import type { WorldState } from './world-state';

/** Services of ECS that work for a workload, as somebody declares them. */
export interface ContainerServiceDeclaration {
  readonly cluster: string;
  readonly name: string;
  /** Tasks by region. */
  readonly tasks: Readonly<Record<string, number>>;
}

/** A service of ECS as it was declared. */
export type DeclaredService = Pick<
  SimulatedContainerService,
  'region' | 'workload' | 'arn' | 'clusterArn' | 'cluster' | 'name' | 'desired'
>;

/** What somebody asked of a service last; how many tasks run follows from the time. */
export interface ServiceState {
  readonly desired: number;
  /** Tasks that ran when it was asked. */
  readonly ran: number;
  /** Second. */
  readonly askedAt: number;
  /** Of those asked for, how many there is room for. */
  readonly room: number;
}

/** Services that are asked for by their cluster and name in each of their regions. */
export function buildContainerServices(
  accountId: string,
  workload: string,
  services: readonly ContainerServiceDeclaration[] = [],
): DeclaredService[] {
  return services.flatMap(({ cluster, name, tasks }) =>
    Object.entries(tasks).map(([region, desired]) => ({
      region,
      workload,
      cluster,
      name,
      desired,
      clusterArn: `arn:aws:ecs:${region}:${accountId}:cluster/${cluster}`,
      arn: `arn:aws:ecs:${region}:${accountId}:service/${cluster}/${name}`,
    })),
  );
}

/** Seconds from the request of a task until it runs. */
const launch = { least: 25, spread: 60 };
const stopSeconds = 30;

/** A service as it stands. */
export function describeService(state: WorldState, service: DeclaredService): SimulatedContainerService {
  const own = state.services?.[service.arn];
  if (own === undefined) return { ...service, running: service.desired, pending: 0, events: [] };
  const { desired, ran, askedAt, room } = own;
  const since = state.second - askedAt;
  const running = desired < ran ? (since >= stopSeconds ? desired : ran) : ran + startedOf(state, service, own, since);
  const short = Math.max(0, desired - ran - room);
  const message = `(service ${service.name}) was unable to place a task because no container instance met all of its requirements.`;
  const events = short > 0 ? [{ at: (askedAt + launch.least) * 1000, message }] : [];
  return {
    ...service,
    desired,
    running,
    pending: Math.max(0, desired - running - short),
    events: events.filter(({ at }) => at <= state.second * 1000),
  };
}

function startedOf(
  state: WorldState,
  { arn }: DeclaredService,
  { desired, ran, askedAt, room }: ServiceState,
  since: number,
) {
  const wanted = Math.min(desired - ran, room);
  const key = streamKey(state.seed, `task:${arn}`);
  const delays = Array.from(
    { length: wanted },
    (_, task) => launch.least + launch.spread * unitAt(key, askedAt + task),
  );
  return delays.filter((delay) => delay <= since).length;
}

/** Has a service have so many tasks from the state's own moment on. */
export function changeService(
  fleet: SimulatedFleet,
  state: WorldState,
  { arn, desired }: { readonly arn: string; readonly desired: number },
): void {
  const declared = fleet.containerServices.find((each) => each.arn === arn);
  if (declared === undefined) return;
  const { running } = describeService(state, declared);
  const room = spareRoomOf(state, declared);
  state.services = { ...state.services, [arn]: { desired, ran: running, askedAt: state.second, room } };
}
