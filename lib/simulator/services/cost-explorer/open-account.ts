import { AwsError, type Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import { dataUnavailable } from './refuse';

/**
 * Lets an account in that has Cost Explorer, and says in which currency it is billed.
 * @throws AwsError AccessDeniedException where nobody ever enabled it, DataUnavailableException where somebody just did
 */
export function openAccount(world: World, call: Call): string {
  const { costExplorer, currency = 'USD' } = world.billing(accountOf(call));
  if (costExplorer === 'not-enabled') {
    throw new AwsError('AccessDeniedException', 'User not enabled for cost explorer access', 400);
  }
  if (costExplorer === 'preparing') {
    throw dataUnavailable(
      'Data is not available. Please try to adjust the time period. If just enabled Cost Explorer, data might not be ingested yet',
    );
  }
  return currency;
}
