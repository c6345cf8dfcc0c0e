import type { AccountId, RegionCode } from '../fleet';
import type { Decimal } from './decimal';
import { sumDecimals, zero } from './decimal';
import { groupBy } from './group-by';
import type { Commitments, SavingsPlansUtilisation } from './types';

/** Reservations and Savings Plans of an account, by region. */
export interface CommitmentView {
  readonly accountId: AccountId;
  readonly from: string;
  readonly until: string;
  readonly regions: readonly RegionCommitment[];
  readonly savingsPlans: SavingsPlansUtilisation | 'none';
}

export interface RegionCommitment {
  readonly region: string;
  readonly reserved:
    | {
        readonly hours: Decimal;
        readonly onDemandHours: Decimal;
        readonly percent: Decimal | 'nothing-ran';
      }
    | 'none';
  /** Of what is reserved there. */
  readonly bought: { readonly boughtHours: Decimal; readonly usedHours: Decimal } | 'none';
  readonly planned:
    | { readonly covered: Decimal; readonly onDemand: Decimal; readonly percent: Decimal | 'nothing-ran' }
    | 'none';
}

export function viewCommitments(accountId: AccountId, commitments: Commitments): CommitmentView {
  const { from, until, reservationCoverage, reservationUtilisation, savingsPlansCoverage } = commitments;
  const bought = groupBy(reservationUtilisation, ({ region }) => region);
  const regions = new Set([
    ...reservationCoverage.map(({ region }) => region),
    ...savingsPlansCoverage.map(({ region }) => region),
    ...bought.keys(),
  ]);
  return {
    ...{ accountId, from, until },
    savingsPlans: commitments.savingsPlansUtilisation,
    regions: [...regions].sort().map((region): RegionCommitment => {
      const covered = reservationCoverage.find((one) => one.region === region);
      const planned = savingsPlansCoverage.find((one) => one.region === region);
      const own = bought.get(region);
      return {
        region,
        reserved:
          covered === undefined
            ? 'none'
            : { hours: covered.reservedHours, onDemandHours: covered.onDemandHours, percent: covered.coveredPercent },
        bought:
          own === undefined
            ? 'none'
            : {
                boughtHours: sumDecimals(own.map(({ boughtHours }) => boughtHours)),
                usedHours: sumDecimals(own.map(({ usedHours }) => usedHours)),
              },
        planned:
          planned === undefined
            ? 'none'
            : { covered: planned.covered, onDemand: planned.onDemand, percent: planned.coveredPercent },
      };
    }),
  };
}

/** What the loss of a region would do to what was committed for it. */
export interface LostCommitment {
  readonly region: RegionCode;
  /** Reserved hours there that ran, and would be paid for without running. */
  readonly strandedHours: Decimal;
  /** Where a standby would take over: hours there that no reservation covers already, before anything is added. */
  readonly sentence: string;
}

/**
 * What leaving a region does to reservations and Savings Plans. Reservations are bound to their region: those of the
 * region that is left are paid for and unused, and what grows elsewhere is on demand. A Compute Savings Plan is bound to
 * none and goes along; whether a plan is one or an EC2 Instance plan, which is bound, Cost Explorer does not say.
 */
export function viewLostCommitment({ regions, savingsPlans }: CommitmentView, region: RegionCode): LostCommitment {
  const own = regions.find((one) => one.region === region);
  const strandedHours = own === undefined || own.bought === 'none' ? zero : own.bought.usedHours;
  const reserved =
    strandedHours === zero
      ? `Nothing is reserved in ${region}.`
      : `Reservations of ${region} would be paid for and unused; what takes over elsewhere is on demand.`;
  const plans =
    savingsPlans === 'none'
      ? 'There is no Savings Plan.'
      : 'Compute Savings Plans go along; EC2 Instance Savings Plans stay, and which of them these are Cost Explorer does not say.';
  return { region, strandedHours, sentence: `${reserved} ${plans}` };
}
