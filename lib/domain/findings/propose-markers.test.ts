import { describe, expect, test } from 'vitest';
import type { LinkEntity } from '../entities';
import type { StoreDeclaration, Workload } from '../fleet';
import { toObserved } from '../observe';
import { calmFleetEntities, sampleFleet } from '../testing/sample-entities';
import { deriveFindings } from './derive-findings';
import { proposeMarkers } from './propose-markers';

const now = Date.parse('2026-11-20T12:10:37Z');
const workload = (stores: readonly StoreDeclaration[]): Workload => {
  const [checkout] = sampleFleet.workloads;
  if (checkout === undefined) throw new Error('The sample fleet is empty.');
  return { ...checkout, stores };
};

describe('what is proposed for an objective shorter than its evidence', () => {
  test('is the very line of the fleet file, as the kind of store can have it', () => {
    const stores = [
      { id: 'orders', kind: 'aurora-global', resource: 'r' },
      { id: 'sessions', kind: 'dynamodb-global-table', resource: 'r' },
      { id: 'cache', kind: 'elasticache-global', resource: 'r' },
    ] as const;
    expect(proposeMarkers(workload(stores), ['orders'])).toEqual([
      'Add "marker: { entryPoint: web, path: /recovery-point }" to the store orders of checkout in the fleet file',
    ]);
    expect(proposeMarkers(workload(stores), ['sessions'])).toEqual([
      'Add "marker: on" to the store sessions of checkout in the fleet file',
    ]);
    expect(proposeMarkers(workload(stores), ['cache'])).toEqual([]);
  });

  test('is, where the store has a marker, that it must arrive again', () => {
    const store = { id: 'items', kind: 'dynamodb-global-table', resource: 'r', marker: { by: 'store' } } as const;
    expect(proposeMarkers(workload([store]), ['items'])).toEqual([
      'Clears when the recovery-point marker of items is written and read again',
    ]);
  });
});

describe('a marker that arrives', () => {
  const isChecked = (link: LinkEntity) => link.workloadId === 'checkout';
  const entities = calmFleetEntities(now).map((entity) =>
    entity.kind === 'link' && isChecked(entity)
      ? {
          ...entity,
          marker: {
            by: 'entry-point' as const,
            targetResource: 'checkout-global',
            written: toObserved(now - 9000, now - 9000, now - 9000, 'console-probe'),
            seen: toObserved(
              { writtenAt: now - 9000, newestWrittenAt: now - 9000 },
              now - 4000,
              now - 4000,
              'console-probe',
            ),
            cadence: { cadenceSeconds: 10, publishDelaySeconds: 2 },
          },
        }
      : entity,
  );

  test('takes the finding away from its store and leaves it where there is none', () => {
    const short = deriveFindings(entities, now).filter(({ code }) => code === 'objective-shorter-than-evidence');
    expect(short.map(({ workloadId, clear }) => [workloadId, clear])).toEqual([
      [
        'storefront',
        'Add "marker: on" to the store sessions of storefront in the fleet file, or set the objective to 3 m 30 s or more',
      ],
    ]);
  });
});
