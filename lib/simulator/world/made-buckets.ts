import type { SimulatedBucket } from './types';
import type { WorldState } from './world-state';

/** A bucket that somebody made in the simulated fleet; the fleet was not born with it, and nothing copies it. */
export interface MadeBucket {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

/** A bucket that cannot be made; `code` is S3's. */
export class BucketError extends Error {
  constructor(
    readonly code: 'BucketAlreadyOwnedByYou' | 'BucketAlreadyExists' | 'InvalidBucketName' | 'TooManyBuckets',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

const mostBuckets = 50;
const prefix = 'made-bucket/';

/** @throws BucketError where the name is taken by anybody, or is none */
export function checkBucket(
  state: WorldState,
  { accountId, name }: MadeBucket,
  ownersOf: ReadonlyMap<string, string>,
): void {
  if (!/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    throw new BucketError('InvalidBucketName', 'The specified bucket is not valid.');
  const made = state.madeBuckets ?? [];
  const owner = ownersOf.get(name) ?? made.find((each) => each.name === name)?.accountId;
  if (owner === accountId)
    throw new BucketError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
    );
  if (owner !== undefined)
    throw new BucketError(
      'BucketAlreadyExists',
      'The requested bucket name is not available. Select a different name.',
    );
  if (made.length >= mostBuckets)
    throw new BucketError('TooManyBuckets', `At most ${mostBuckets} buckets can be made in this simulation.`);
}

/** The buckets that somebody made in an account. */
export function madeBucketsOf({ madeBuckets = [] }: WorldState, accountId: string): readonly SimulatedBucket[] {
  return madeBuckets
    .filter((each) => each.accountId === accountId)
    .map(({ region, name }) => ({ region, workload: 'none', name, versioning: 'off', isMade: true }));
}

/** What the objects of a bucket that was made are kept under: no store of the fleet is called so. */
export function resourceOfMade(name: string): string {
  return `${prefix}${name}`;
}

/** The region of a bucket that was made, by what its objects are kept under; none for anything else. */
export function regionsOfMade({ madeBuckets = [] }: WorldState, resource: string): readonly string[] {
  return madeBuckets.filter(({ name }) => resourceOfMade(name) === resource).map(({ region }) => region);
}
