import { AwsError, type Call } from '../../wire';
import type { SimulatedBucket, World } from '../../world/types';
import { accountOf } from '../account';

/** The bucket of that name, whichever region asks. @throws AwsError NoSuchBucket */
export function findBucket(world: World, call: Call, name: string): SimulatedBucket {
  const found = world.buckets(accountOf(call)).find((each) => each.name === name);
  if (found === undefined) {
    // The head of an answer has no room for a code.
    if (call.operation === 'HeadBucket') throw new AwsError('NotFound', 'Not Found', 404);
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
  }
  return found;
}

/** The bucket, asked in its own region. @throws AwsError NoSuchBucket; PermanentRedirect in any other region */
export function findBucketHere(world: World, call: Call, name: string): SimulatedBucket {
  const found = findBucket(world, call, name);
  if (found.region === call.region) return found;
  throw new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    301,
    {},
    { 'x-amz-bucket-region': found.region },
  );
}
