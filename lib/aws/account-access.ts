import type { AccountId, RegionCode } from '../domain/fleet';

/**
 * What the engine enters an account for: each has a role of its own. `write` is for what it writes all the time,
 * `recover` for the steps of a run.
 */
export type RolePurpose = 'read' | 'write' | 'recover';

/** How the engine gets into an account. */
export type AccountAccess =
  | { readonly by: 'own-credentials' }
  | {
      readonly by: 'assumed-role';
      readonly roleArns: Readonly<Record<RolePurpose, string>>;
      readonly externalId: string;
      /** Whose STS may be asked, in the order of preference; never empty. */
      readonly regions: readonly RegionCode[];
    };

/** Asked before every call, so that a changed fleet file takes effect at once. */
export type FindAccountAccess = (accountId: AccountId) => AccountAccess;
