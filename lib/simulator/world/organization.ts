import type { FleetDeclaration } from './fleet-declaration';
import type { EpochMs } from './types';

export interface SimulatedMemberAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: 'ACTIVE' | 'SUSPENDED';
  readonly joinedAt: EpochMs;
}

export interface SimulatedOrganization {
  readonly id: string;
  /** The only account that may ask about the others. */
  readonly managementAccountId: string;
  readonly accounts: readonly SimulatedMemberAccount[];
}

/** The organization of a fleet's accounts; the first one manages it. */
export function buildOrganization({ accounts, organizationId, hostedZone }: FleetDeclaration): SimulatedOrganization {
  return {
    id: organizationId,
    managementAccountId: accounts[0]?.id ?? '',
    accounts: accounts.map(({ id, name }) => ({
      id,
      name,
      email: `${name}@${hostedZone.name}`,
      state: 'ACTIVE',
      joinedAt: Date.UTC(2025, 2, 1, 9),
    })),
  };
}
