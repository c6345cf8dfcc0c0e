import { defaultAccountId } from './default-fleet';
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

export const fleetOrganization: SimulatedOrganization = {
  id: 'o-acme000001',
  managementAccountId: defaultAccountId,
  accounts: [
    {
      id: defaultAccountId,
      name: 'production',
      email: 'production@acme.example',
      state: 'ACTIVE',
      joinedAt: Date.UTC(2025, 2, 1, 9),
    },
  ],
};
