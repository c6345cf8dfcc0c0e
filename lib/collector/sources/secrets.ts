import type { SecretDescription } from '@/lib/domain/entities';
import type { SecretDeclaration } from '@/lib/domain/fleet';
import { describeEach, type Wanted, wantedInRegion } from './describe-each';
import { everyPlace, type Place } from './places';

/** Whether each region has the secrets it would need, and how copies fare. Values are never read. */
export const secrets = describeEach<SecretDeclaration, SecretDescription | 'absent'>({
  api: 'secretsmanager',
  call: 'secretsmanager:DescribeSecret',
  billedAs: 'secrets-manager-requests',
  places: everyPlace,
  wantedIn: wantedInRegion(({ secrets: declared }) => declared),
  describe: (aws, scope, { name }) => aws.secret(scope, name),
  find: (snapshot, place, wanted) => snapshot.find('secret', toId(place, wanted))?.described,
  put: (snapshot, place, wanted, seen) => {
    const { workload, declared } = wanted;
    const id = toId(place, wanted);
    snapshot.put({ kind: 'secret', id, workloadId: workload.id, ...place, name: declared.name, ...seen });
  },
});

function toId({ region }: Place, { workload, declared }: Wanted<SecretDeclaration>): string {
  return `${workload.id}/${declared.name}/${region}`;
}
