import type { CreateBucketOutput, CreateBucketRequest } from '@aws-sdk/client-s3';
import { AwsError, type Call } from '../../wire';
import { BucketError } from '../../world';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { refuseMembers } from '../refuse-members';

/**
 * S3 CreateBucket, in the region that is asked, without versions and copies.
 * @throws AwsError BucketAlreadyOwnedByYou, BucketAlreadyExists, InvalidBucketName, IllegalLocationConstraintException;
 * NotImplemented for everything else that a bucket may be made with
 */
export function createBucket(input: Given<CreateBucketRequest>, world: World, call: Call): CreateBucketOutput {
  refuseMembers(call, input, ['Bucket', 'CreateBucketConfiguration']);
  const configuration = input.CreateBucketConfiguration ?? {};
  refuseMembers(call, configuration, ['LocationConstraint']);
  requireOwnRegion(configuration.LocationConstraint ?? 'us-east-1', call);
  try {
    world.createBucket({ accountId: accountOf(call), region: call.region, name: input.Bucket });
  } catch (error) {
    if (!(error instanceof BucketError)) throw error;
    throw new AwsError(error.code, error.message, error.code === 'InvalidBucketName' ? 400 : 409, {
      BucketName: input.Bucket,
    });
  }
  return { Location: `/${input.Bucket}`, BucketArn: `arn:aws:s3:::${input.Bucket}` };
}

function requireOwnRegion(constraint: string, { region }: Call): void {
  if (constraint === region) return;
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    400,
  );
}
