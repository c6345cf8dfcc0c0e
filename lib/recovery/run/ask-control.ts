import { type Answer, fetchRoutingControlStates } from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { ResidueReading } from '@/lib/domain/recovery/residue/entities';
import type { RoutingCluster } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { enoughEndpoints } from '../steps/ask-cluster';
import { usualLimits } from '../steps/step-kind';
import type { RunPorts } from './run-ports';

type Control = Extract<TouchedResource, { readonly kind: 'control' }>;
type Endpoint = RoutingCluster['endpoints'][number];

/**
 * A routing control as two endpoints of its cluster see it, asked two at a time and the one in the region `leftRegion`
 * last: the cluster answers while a region is lost, Route 53 tells of controls from us-east-1 only. `unknown` where the two
 * do not see the same; where fewer than two answer, why one of the others did not.
 */
export async function askControl(
  { edge, stopping, limits = usualLimits }: Pick<RunPorts, 'edge' | 'stopping' | 'limits'>,
  { accountId, controlArn }: Control,
  { endpoints }: RoutingCluster,
  leftRegion: RegionCode,
): Promise<Answer<ResidueReading>> {
  const askAt = ({ region, url }: Endpoint) => {
    const scope = { accountId, region, endpoint: url, deadlineMs: limits.endpointMs, signal: stopping };
    return fetchRoutingControlStates(edge, scope, [controlArn]);
  };
  const left = endpoints.toSorted((a, b) => Number(a.region === leftRegion) - Number(b.region === leftRegion));
  const answers: Awaited<ReturnType<typeof askAt>>[] = [];
  const answered = () => answers.filter((answer) => answer.state === 'answered');
  while (answered().length < enoughEndpoints && left.length > 0) {
    answers.push(...(await Promise.all(left.splice(0, enoughEndpoints).map(askAt))));
  }
  const [first, ...others] = answered();
  if (first === undefined || others.length + 1 < enoughEndpoints) {
    return answers.find((answer) => answer.state !== 'answered') ?? tooFewDeclared;
  }
  const seen = new Set([first, ...others].map(({ value: [control] }) => control?.state ?? 'unknown'));
  const [state = 'unknown'] = seen;
  return { ...first, value: { of: 'control', state: seen.size === 1 ? state : 'unknown' } };
}

const tooFewDeclared: Answer<ResidueReading> = {
  state: 'failed',
  call: 'route53-recovery-cluster:GetRoutingControlState',
  message: `The fleet file names fewer than ${enoughEndpoints} endpoints of the routing cluster: one alone is not believed.`,
};
