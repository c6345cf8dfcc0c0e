import { costBases } from '@/lib/domain/costs/amounts';
import { type CostQuery, costGroups } from '@/lib/domain/costs/report/cost-query';
import { assumptionBounds, type TierAssumptions, usualAssumptions } from '@/lib/domain/costs/resilience/estimate-tiers';
import {
  type AddressParameters,
  readUrlState,
  toQuery,
  type UrlValues,
  urlChoice,
  urlMonth,
  urlNumber,
  urlTexts,
} from '../url/url-state';

/** What the page of costs asks of bills, as its address and the API have it. */
export const costSpec = {
  month: urlMonth('Month', 'newest'),
  basis: urlChoice('Basis', costBases, 'unblended'),
  by: urlChoice('Grouped by', costGroups, 'region'),
  region: urlTexts('Region'),
  service: urlTexts('Service'),
  account: urlTexts('Account'),
  workload: urlTexts('Workload'),
  usage: urlTexts('Usage type'),
  record: urlTexts('Kind of charge'),
};

export type CostValues = UrlValues<typeof costSpec>;

/** What estimates on the page rest on, in the address so that they can be shared. */
export const assumptionSpec = {
  copies: urlNumber('Copies', assumptionBounds.copies, 'as-declared'),
  warm: urlNumber('Compute of a warm standby', assumptionBounds.warmPercent, usualAssumptions.warmPercent),
  database: urlNumber('Databases of a copy', assumptionBounds.databasePercent, usualAssumptions.databasePercent),
  backup: urlNumber('Price of a backup', assumptionBounds.backupPercent, usualAssumptions.backupPercent),
  active: urlNumber('Compute of an active region', assumptionBounds.activePercent, usualAssumptions.activePercent),
  withoutRto: urlNumber('Recovery time with backups alone', [1, 720], 24),
  withoutRpo: urlNumber('Data loss with backups alone', [1, 720], 24),
};

export type AssumptionValues = UrlValues<typeof assumptionSpec>;

export function toCostQuery(values: CostValues): CostQuery {
  const { month, basis, by, region, service, account, workload, usage, record } = values;
  return {
    ...{ month, basis },
    group: by,
    filters: { region, service, account, workload, usageType: usage, recordType: record },
  };
}

export function readCostQuery(parameters: AddressParameters): CostQuery {
  return toCostQuery(readUrlState(costSpec, parameters).values);
}

/** The same question as a query of the API, `?…` or nothing. */
export function writeCostQuery({ month, basis, group, filters }: CostQuery): string {
  const { usageType: usage, recordType: record, ...others } = filters;
  return toQuery(costSpec, { month: month as CostValues['month'], basis, by: group, usage, record, ...others });
}

export function toAssumptions({ copies, warm, database, backup, active }: AssumptionValues): TierAssumptions {
  return {
    copies,
    warmPercent: warm,
    databasePercent: database,
    backupPercent: backup,
    activePercent: active,
  };
}
