import type { ActAnswer, CallScope } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { wordsOfAct } from './call-records';
import type { StepContext, StepLimits, StepMemory, StepOutcome, StepPorts } from './step-kind';

/** Where a call of a step is made, and for how long. */
export function scopeOf(
  { signal, limits }: Pick<StepPorts, 'signal' | 'limits'>,
  accountId: AccountId,
  region: RegionCode,
  limit: keyof StepLimits = 'readMs',
): CallScope {
  return { accountId, region, deadlineMs: limits[limit], signal };
}

type FailedAct = Exclude<ActAnswer, { state: 'accepted' }>;

/** What a request that was not accepted makes of its step. */
export function afterFailedAct(
  answer: FailedAct,
  calls: readonly CallRecord[],
  remember: StepMemory = {},
): StepOutcome {
  const told = { sentence: wordsOfAct(answer), next: answer.next, calls };
  return answer.state === 'unknown' ? { ...told, state: 'unknown', remember } : { ...told, state: 'refused' };
}

/** Nothing was called, or nothing that changes anything: it may be performed again as it is. */
export function refuse(sentence: string, next: string, calls: readonly CallRecord[] = []): StepOutcome {
  return { state: 'refused', sentence, next, calls };
}

/** Fleet seconds since a step was first performed; 0 before. */
export function secondsSinceBegun({ begunAt }: StepContext, now: EpochMs): number {
  return begunAt === 'not-yet' ? 0 : Math.max(0, (now - begunAt) / 1000);
}
