import type { RegionEntity } from '../entities';
import { formatList } from '../wording/list';

const roleWords = { primary: 'Primary of the fleet', standby: 'Standby of the fleet', active: 'Active in the fleet' };

/**
 * What the fleet file says of a region, as sentences; what it does not say is left out. That a region is not for personal
 * data is only worth saying in a fleet that marks some for it.
 */
export function describeDeclared(region: RegionEntity, marksGdpr: boolean): readonly string[] {
  const { role, jurisdictions = [], vpcRange, databaseClass, gdpr } = region;
  const mayKeep = gdpr === true ? 'may' : 'may not';
  return [
    ...(role === undefined ? [] : [`${roleWords[role]}.`]),
    ...(jurisdictions.length === 0 ? [] : [`Jurisdiction ${formatList(jurisdictions)}.`]),
    ...(marksGdpr ? [`Personal data under the GDPR ${mayKeep} be kept here.`] : []),
    ...(vpcRange === undefined ? [] : [`VPC range ${vpcRange}.`]),
    ...(databaseClass === undefined ? [] : [`Databases ${databaseClass}.`]),
  ];
}
