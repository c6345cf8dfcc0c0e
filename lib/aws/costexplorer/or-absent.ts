import { DataUnavailableException } from '@aws-sdk/client-cost-explorer';
import type { CostsAbsent } from './readings';

/** How AWS says that an account has no Cost Explorer, none of its own, or not this part of it. */
const notEnabled = /not enabled for cost explorer|n[o']t have access to cost explorer|opt-in only feature/i;

/**
 * What `request` gives, or that the account has nothing to tell, which is an answer and no failure: no policy would change
 * it, and asking again soon neither.
 *
 * @throws whatever else the request fails with.
 */
export async function orAbsent<T>(request: () => Promise<T>): Promise<T | CostsAbsent> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof DataUnavailableException) return 'no-data';
    if (error instanceof Error && error.name.startsWith('AccessDenied') && notEnabled.test(error.message)) {
      return 'not-enabled';
    }
    throw error;
  }
}
