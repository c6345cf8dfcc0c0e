import type { DistributionDescription } from '@/lib/domain/entities';
import type { DistributionDeclaration } from '@/lib/domain/fleet';
import { describeEach, type Wanted } from './describe-each';
import { globalServicesRegion } from './places';

/** Whether distributions serve, and from which origins. Their control plane lives in one region; the edges do not. */
export const distributions = describeEach<DistributionDeclaration, DistributionDescription | 'absent'>({
  api: 'cloudfront',
  call: 'cloudfront:GetDistribution',
  places: ({ accounts }) => accounts.map(({ id }) => ({ accountId: id, region: globalServicesRegion })),
  wantedIn: ({ workloads }, { accountId }) =>
    workloads
      .filter((workload) => workload.accountId === accountId)
      .flatMap((workload) => (workload.distributions ?? []).map((declared) => ({ workload, declared }))),
  describe: (aws, scope, { id }) => aws.distribution(scope, id),
  find: (snapshot, _place, wanted) => snapshot.find('distribution', toId(wanted))?.described,
  put: (snapshot, { accountId, region }, wanted, seen) =>
    snapshot.put({
      kind: 'distribution',
      id: toId(wanted),
      workloadId: wanted.workload.id,
      accountId,
      distributionId: wanted.declared.id,
      askedIn: region,
      ...seen,
    }),
});

function toId({ workload, declared }: Wanted<DistributionDeclaration>): string {
  return `${workload.id}/${declared.id}`;
}
