import { idsOf, ownEntryPoint, repeated } from './check-names';
import type { FleetEntries } from './fleet-entries';
import type { At, Complaint } from './fleet-problem';
import type { ReadableWorkload } from './readable-workload';

/** What is wrong in the records that plans of a workload may change. */
export function checkRecords(workload: ReadableWorkload, { declared }: FleetEntries, at: At): readonly Complaint[] {
  const { records = [] } = workload.recovery;
  const accounts = idsOf(declared.accounts);
  const own = Object.keys(workload.single.regions ?? {});
  return [
    ...repeated(
      records.map(({ id }, index) => ({ index, entry: id })),
      (position) => at(position, 'id'),
      'records of this workload',
    ),
    ...records.flatMap(({ entryPoint, account, policy, sets }, index): readonly Complaint[] => {
      const regions = Object.keys(sets);
      const strange = workload.canRead('regions') ? regions.filter((code) => !own.includes(code)) : [];
      const isUnknown = account !== undefined && !accounts.includes(account);
      const needsSets = policy !== 'simple' && regions.length < 2;
      return [
        ...ownEntryPoint(workload.entryPointIds, entryPoint, at(index, 'entryPoint')),
        ...(isUnknown ? [{ path: at(index, 'account'), message: 'is not declared: add it to accounts' }] : []),
        ...(needsSets
          ? [
              {
                path: at(index, 'sets'),
                message: `must name the set identifiers of two regions: its policy is ${policy}`,
              },
            ]
          : []),
        ...(policy === 'simple' && regions.length > 0
          ? [{ path: at(index, 'sets'), message: 'has no place in a simple record, which is the only one of its name' }]
          : []),
        ...strange.map((code) => ({
          path: at(index, 'sets', code),
          message: `names ${code}, in which this workload does not run: write one of ${own.join(', ')}`,
        })),
      ];
    }),
  ];
}
