import type { AccountId } from '../domain/fleet';
import type { EpochMs } from '../domain/time';
import type { Answer } from './types';

/** Why the engine is not in an account: every call there fails with it. */
export interface RoleTrouble {
  readonly accountId: AccountId;
  readonly roleArn: string;
  readonly state: Exclude<Answer<never>['state'], 'answered'>;
  /** Follows the call: `in eu-west-1 was denied`. */
  readonly happened: string;
  /** What to do; a whole sentence. */
  readonly next: string;
}

/** A call that is not made, since the role it needs could not be assumed. */
export class RoleNotAssumed extends Error {
  override readonly name = 'RoleNotAssumed';
  readonly trouble: RoleTrouble;
  /** Fleet time from which the role is asked for again; absent where it was asked for just now. */
  readonly until?: EpochMs;

  constructor(trouble: RoleTrouble, until?: EpochMs) {
    super('The role of the account could not be assumed.');
    this.trouble = trouble;
    if (until !== undefined) this.until = until;
  }
}
