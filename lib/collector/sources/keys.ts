import type { KeyDescription } from '@/lib/domain/entities';
import type { KeyDeclaration } from '@/lib/domain/fleet';
import { describeEach, type Wanted, wantedInRegion } from './describe-each';
import { everyPlace, type Place } from './places';

/** Whether each region has a usable key for the data it holds. */
export const keys = describeEach<KeyDeclaration, KeyDescription | 'absent'>({
  api: 'kms',
  call: 'kms:DescribeKey',
  billedAs: 'kms-requests',
  places: everyPlace,
  wantedIn: wantedInRegion(({ keys: declared }) => declared),
  describe: (aws, scope, { alias }) => aws.key(scope, alias),
  find: (snapshot, place, wanted) => snapshot.find('key', toId(place, wanted))?.described,
  put: (snapshot, place, wanted, seen) => {
    const { workload, declared } = wanted;
    const id = toId(place, wanted);
    snapshot.put({ kind: 'key', id, workloadId: workload.id, ...place, alias: declared.alias, ...seen });
  },
});

function toId({ region }: Place, { workload, declared }: Wanted<KeyDeclaration>): string {
  return `${workload.id}/${declared.alias}/${region}`;
}
