import type { Approval } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';

/** What an approval is worth at `now`: asked for or given, it expires; declined it stays. */
export function approvalState({ state, expiresAt }: Approval, now: EpochMs): Approval['state'] {
  const isOver = expiresAt !== 'never' && now >= expiresAt;
  return isOver && (state === 'waiting' || state === 'given') ? 'expired' : state;
}
