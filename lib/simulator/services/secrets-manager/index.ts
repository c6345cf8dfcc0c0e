import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeSecret, listSecrets } from './secrets';

/** The simulated part of AWS Secrets Manager: what secrets there are and how they replicate, never their values. */
export function secretsManager(world: World): ServiceImplementation {
  return implement<SecretsManager>('Secrets Manager', {
    DescribeSecret: (input, call) => describeSecret(input, world, call),
    ListSecrets: (input, call) => listSecrets(input, world, call),
  });
}
