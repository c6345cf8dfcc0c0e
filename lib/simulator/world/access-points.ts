import type { WorkloadDeclaration } from './fleet-declaration';
import { hashText } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import type { SimulatedBucket } from './types';
import type { WorldState } from './world-state';

/** One bucket behind a Multi-Region Access Point, and whether requests are led to it. */
export interface SimulatedRoute {
  readonly bucket: string;
  readonly region: string;
  /** Active routes get requests, passive ones none: 100 or 0 in AWS's words. */
  readonly active: boolean;
}

/** A Multi-Region Access Point of S3. The fleet's own users do not come through it: they follow DNS. */
export interface SimulatedAccessPoint {
  readonly name: string;
  /** Its name in requests, with `.mrap` at its end. */
  readonly alias: string;
  readonly arn: string;
  readonly accountId: string;
  readonly routes: readonly SimulatedRoute[];
}

/** A route as somebody wants it; at least one of bucket and region says which one. */
export interface RouteChange {
  readonly bucket?: string;
  readonly region?: string;
  readonly active: boolean;
}

/** A change of routes that cannot be: nothing of it was made. */
export class AccessPointError extends Error {
  constructor(
    readonly code: 'UnknownAccessPoint' | 'InvalidRoutes',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** Regions where routes are read and changed. Any one of them knows and changes all routes. */
export const routeEndpointRegions: readonly string[] = [
  'us-east-1',
  'us-west-2',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
];

/** The only region that lists and describes access points. */
export const accessPointHome = 'us-west-2';

/** The access points over pairs of buckets that a workload declares; every route is active at first. */
export function buildAccessPoints(
  { accountId, stores }: WorkloadDeclaration,
  buckets: readonly SimulatedBucket[],
): SimulatedAccessPoint[] {
  return stores.flatMap((store): SimulatedAccessPoint[] => {
    if (store.kind !== 's3-replication' || store.accessPoint === undefined) return [];
    const behind = buckets.filter(({ name }) => name === store.resource || name === store.targetBucket);
    const alias = aliasOf(accountId, store.accessPoint);
    return [
      {
        name: store.accessPoint,
        alias,
        arn: accessPointArn(accountId, store.accessPoint),
        accountId,
        routes: behind.map(({ name, region }) => ({ bucket: name, region, active: true })),
      },
    ];
  });
}

/** The ARN of an account's access point, which ends in its alias. */
export function accessPointArn(accountId: string, name: string): string {
  return `arn:aws:s3::${accountId}:accesspoint/${aliasOf(accountId, name)}`;
}

/** Thirteen letters and digits, the first of them a letter, as AWS makes them. */
function aliasOf(accountId: string, name: string): string {
  const text = `access point:${accountId}:${name}`;
  const digits = [0, 1].map((part) => hashText(`${text}:${part}`).toString(36).padStart(7, '0'));
  return `${`m${digits.join('')}`.slice(0, 13)}.mrap`;
}

/** An access point as it stands. */
export function describeAccessPoint(state: WorldState, accessPoint: SimulatedAccessPoint): SimulatedAccessPoint {
  const changed = state.accessPointRoutes?.[accessPoint.arn];
  if (changed === undefined) return accessPoint;
  const routes = accessPoint.routes.map((route) => ({ ...route, active: changed[route.bucket] ?? route.active }));
  return { ...accessPoint, routes };
}

/**
 * The routes after a change: those that it does not name stay as they are.
 * @returns by bucket whether its route is active
 * @throws AccessPointError for what does not exist, and for a change that leaves no route active
 */
export function routesAfter(
  { accessPoints }: SimulatedFleet,
  state: WorldState,
  arn: string,
  changes: readonly RouteChange[],
): Readonly<Record<string, boolean>> {
  const declared = accessPoints.find((each) => each.arn === arn);
  if (declared === undefined) throw new AccessPointError('UnknownAccessPoint', `No access point ${arn} exists.`);
  const { routes } = describeAccessPoint(state, declared);
  const after = Object.fromEntries(routes.map(({ active, bucket }) => [bucket, active]));
  for (const change of changes) after[findRoute(routes, change).bucket] = change.active;
  if (Object.values(after).includes(true)) return after;
  throw new AccessPointError('InvalidRoutes', 'At least one route must stay active.');
}

function findRoute(routes: readonly SimulatedRoute[], { bucket, region }: RouteChange): SimulatedRoute {
  const found = routes.find(
    (route) => (bucket ?? route.bucket) === route.bucket && (region ?? route.region) === route.region,
  );
  if (found !== undefined && (bucket !== undefined || region !== undefined)) return found;
  const named =
    [bucket, region].filter((word) => word !== undefined).join(' in ') || 'A route without bucket and region';
  throw new AccessPointError('InvalidRoutes', `${named} is none of the access point's routes.`);
}
