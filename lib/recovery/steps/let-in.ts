import { fetchRecoverIdentity } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** Whether the engine gets the role that moves things in an account; asks who it is, and changes nothing. */
export async function tryLetIn(
  ports: StepPorts,
  accountId: AccountId,
  region: RegionCode,
): Promise<{ readonly inTheWay: readonly string[]; readonly call: CallRecord }> {
  const answer = await fetchRecoverIdentity(ports.edge, scopeOf(ports, accountId, region));
  const who = answer.state === 'answered' ? `The engine is let in as ${answer.value.arn}.` : '';
  const call = recordRead(
    answer,
    { action: 'sts:GetCallerIdentity', endpointRegion: region, at: ports.clock.now() },
    who,
  );
  return { inTheWay: answer.state === 'answered' ? [] : [answer.message], call };
}
