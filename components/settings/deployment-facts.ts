import type { FleetClockAnchor } from '@/lib/domain/time';

/** How this console is deployed, as its server tells. */
export interface DeploymentFacts {
  readonly version: string;
  readonly clock: FleetClockAnchor;
  readonly simulated: boolean;
  readonly store: {
    readonly server: string;
    readonly sizeBytes: number | 'unknown';
    readonly place: 'embedded' | 'given';
  };
  readonly keptDays: Readonly<Record<'minute' | 'five-minutes' | 'hour' | 'day', number>>;
}

/** How people sign in here. */
export interface SignInFacts {
  readonly hasLocalAccounts: boolean;
  readonly provider: string | 'none';
}
