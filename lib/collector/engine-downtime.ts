import type { EngineEntity, Entity } from '@/lib/domain/entities';
import { toFinding, unlabelled } from '@/lib/domain/findings/finding';
import type { FindingTransition } from '@/lib/domain/findings/finding-transition';
import { ageSeconds } from '@/lib/domain/freshness';
import { missedHeartbeats } from '@/lib/domain/overview/view-console';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/domain/wording/moment';

/**
 * The time in which no engine collected, told by the one that comes after: one that stopped cannot say so itself. Empty
 * for a store without a past and for a pause shorter than a screen would notice.
 */
export function findDowntime(previous: readonly Entity[], startedAt: EpochMs): readonly FindingTransition[] {
  const engine = previous.find((entity): entity is EngineEntity => entity.kind === 'engine');
  if (engine === undefined) return [];
  const { tickedAt, heartbeatSeconds, engineId } = engine;
  if (ageSeconds(tickedAt, startedAt) <= missedHeartbeats * heartbeatSeconds) return [];
  const finding = {
    ...toFinding(
      {
        ...unlabelled,
        subject: 'engine',
        code: 'engine-not-collecting',
        severity: 'critical',
        sentence: `Nothing was collected from ${formatMoment(tickedAt, startedAt)} to ${formatMoment(startedAt, startedAt)}`,
        evidence: [`Newest heartbeat of ${engineId} at ${formatMoment(tickedAt, startedAt, 'second')}`],
        clear: 'Cleared by the start of an engine. Minutes that CloudWatch kept are filled in, the others stay a gap',
        since: tickedAt,
      },
      startedAt,
    ),
    openedAt: tickedAt,
    worstSeverity: 'critical',
  } as const;
  return [{ at: startedAt, finding, change: 'closed', by: 'cleared' }];
}
