import { accountOfArn } from './account-roles';
import { idsOf, repeated } from './check-names';
import type { FleetEntries } from './fleet-entries';
import type { At, Complaint } from './fleet-problem';
import type { ReadableWorkload } from './readable-workload';

/** What is wrong in the accelerators of a workload. */
export function checkAccelerators(
  workload: ReadableWorkload,
  { declared }: FleetEntries,
  at: At,
): readonly Complaint[] {
  const { accelerators = [] } = workload.recovery;
  const accounts = idsOf(declared.accounts);
  const own = Object.keys(workload.single.regions ?? {});
  return [
    ...repeated(
      accelerators.map(({ id }, index) => ({ index, entry: id })),
      (position) => at(position, 'id'),
      'accelerator of this workload',
    ),
    ...accelerators.flatMap(({ endpointGroups }, index) =>
      Object.entries(endpointGroups).flatMap(([region, arn]): readonly Complaint[] => {
        const path = at(index, 'endpointGroups', region);
        const account = accountOfArn(arn);
        const strange = workload.canRead('regions') && !own.includes(region);
        return [
          ...(strange
            ? [
                {
                  path,
                  message: `names ${region}, in which this workload does not run: write one of ${own.join(', ')}`,
                },
              ]
            : []),
          ...(accounts.includes(account)
            ? []
            : [{ path, message: `is of account ${account}, which is not declared: add it to accounts` }]),
        ];
      }),
    ),
  ];
}
