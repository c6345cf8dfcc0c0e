import { ownEntryPoint, repeated } from './check-names';
import type { At, Complaint } from './fleet-problem';
import type { ReadableWorkload } from './readable-workload';

/** What is wrong in the flips of a workload: its alarm must outlive the region that it gives up. */
export function checkFlips(workload: ReadableWorkload, at: At): readonly Complaint[] {
  const { flips = [] } = workload.recovery;
  const own = Object.keys(workload.single.regions ?? {});
  const stranger = (code: string, index: number, field: 'region' | 'standby'): readonly Complaint[] =>
    !workload.canRead('regions') || own.includes(code)
      ? []
      : [
          {
            path: at(index, field),
            message: `names ${code}, in which this workload does not run: write one of ${own.join(', ')}`,
          },
        ];
  return [
    ...repeated(
      flips.map(({ id }, index) => ({ index, entry: id })),
      (position) => at(position, 'id'),
      'flip of this workload',
    ),
    ...repeated(
      flips.map(({ healthCheck }, index) => ({ index, entry: healthCheck })),
      (position) => at(position, 'healthCheck'),
      'health check of a flip',
    ),
    ...flips.flatMap(({ region, standby, entryPoint, away, back }, index): readonly Complaint[] => [
      ...stranger(region, index, 'region'),
      ...stranger(standby, index, 'standby'),
      ...ownEntryPoint(workload.entryPointIds, entryPoint, at(index, 'entryPoint')),
      ...(region === standby
        ? [
            {
              path: at(index, 'standby'),
              message: 'is the region that is given up: the alarm must stand in another one',
            },
          ]
        : []),
      ...(away === back
        ? [{ path: at(index, 'back'), message: 'is the value of away: the alarm could not tell them apart' }]
        : []),
    ]),
  ];
}
