import {
  type CurrentInstance,
  GetRightsizingRecommendationCommand,
  type RightsizingRecommendation,
  type TargetInstance,
} from '@aws-sdk/client-cost-explorer';
import type { RightsizingAdvice } from '../../domain/costs/types';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import { orAbsent } from './or-absent';
import { ownAccountOnly } from './own-account';
import { readOptionalAmount } from './read-amount';
import type { CostsAbsent } from './readings';
import { workloadTag } from './to-cut';

const call: AwsCall<'costexplorer'> = {
  service: 'costexplorer',
  action: 'ce:GetRightsizingRecommendation',
  shows: 'Advice on the size of servers',
};

/** Reads what AWS would do with servers that look idle or too large. It does not know what stands by. */
export function fetchRightsizing(
  edge: AwsEdge,
  scope: CallScope,
): Promise<Answer<readonly RightsizingAdvice[] | CostsAbsent>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const value = await orAbsent(async () => {
      const all = await pageThrough<RightsizingRecommendation, string>(async (token) => {
        const command = new GetRightsizingRecommendationCommand({
          Service: 'AmazonEC2',
          Configuration: { RecommendationTarget: 'SAME_INSTANCE_FAMILY', BenefitsConsidered: true },
          Filter: ownAccountOnly(scope),
          NextPageToken: token,
        });
        const output = await client.send(command, { abortSignal: signal });
        return { items: output.RightsizingRecommendations ?? [], next: toNext(output.NextPageToken) };
      });
      return toEach(all, toAdvice, (sentence) => notices.push(sentence), 'recommendations');
    });
    return { value, notices };
  });
}

function toAdvice(recommendation: RightsizingRecommendation): RightsizingAdvice | 'incomplete' {
  const { CurrentInstance: current, RightsizingType, ModifyRecommendationDetail: modify } = recommendation;
  const currency = current?.CurrencyCode;
  if (current?.ResourceId === undefined || currency === undefined) return 'incomplete';
  if (RightsizingType !== 'TERMINATE' && RightsizingType !== 'MODIFY') return 'incomplete';
  const details = current.ResourceDetails?.EC2ResourceDetails;
  const targets = [...(modify?.TargetInstances ?? [])].sort((a, b) => rank(a) - rank(b));
  const savings =
    RightsizingType === 'TERMINATE'
      ? recommendation.TerminateRecommendationDetail?.EstimatedMonthlySavings
      : targets[0]?.EstimatedMonthlySavings;
  return {
    resourceId: current.ResourceId,
    name: told(current.InstanceName),
    region: told(details?.Region),
    workload: findTag(current),
    action: RightsizingType === 'TERMINATE' ? 'terminate' : 'modify',
    instanceType: told(details?.InstanceType),
    monthlyCost: readOptionalAmount(current.MonthlyCost, 'a cost'),
    targets: targets.map((target) => ({
      instanceType: told(target.ResourceDetails?.EC2ResourceDetails?.InstanceType),
      monthlyCost: readOptionalAmount(target.EstimatedMonthlyCost, 'a cost'),
    })),
    monthlySavings: readOptionalAmount(savings, 'savings'),
    currency,
  };
}

const rank = ({ DefaultTargetInstance }: TargetInstance) => (DefaultTargetInstance === true ? 0 : 1);
const told = (text: string | undefined): string => (text === undefined || text === '' ? 'not-told' : text);

function findTag({ Tags = [] }: CurrentInstance): string {
  const value = Tags.find(({ Key }) => Key === workloadTag)?.Values?.[0];
  return value === undefined || value === '' ? 'untagged' : value;
}
