import type { KMS } from '@aws-sdk/client-kms';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeKey, listAliases } from './keys';

/** The simulated part of AWS KMS: keys and their aliases, read only. */
export function kms(world: World): ServiceImplementation {
  return implement<KMS>('KMS', {
    DescribeKey: (input, call) => describeKey(input, world, call),
    ListAliases: (input, call) => listAliases(input, world, call),
  });
}
