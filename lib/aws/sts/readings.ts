import type { AccountId } from '../../domain/fleet';

export interface CallerIdentity {
  readonly accountId: AccountId;
  readonly arn: string;
}
