import type { AlarmReading } from '@/lib/aws';
import type { Entity, LagSource, LinkEntity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import type { StepContext } from './step-kind';

/**
 * Which of some alarms in a region are on the lag of a copy that is fed out of the region being given up. Nothing arrives
 * there until that region is back, which says nothing of the target; a graceful move gives nothing up and counts them all.
 * By the metric that the link itself is measured by; an alarm on anything else is counted.
 */
export function alarmsOfSeveredCopies(
  alarms: readonly AlarmReading[],
  entities: readonly Entity[],
  region: RegionCode,
  { mode, source, workloadId }: Pick<StepContext, 'mode' | 'source' | 'workloadId'>,
): readonly AlarmReading[] {
  if (mode !== 'ungraceful') return [];
  const severed = entities.filter(
    (one): one is LinkEntity =>
      one.kind === 'link' && one.workloadId === workloadId && one.source === source && one.target === region,
  );
  return alarms.filter((alarm) => severed.some(({ lagEvidence }) => isMeasuredBy(alarm, lagEvidence.source)));
}

function isMeasuredBy({ metric }: AlarmReading, source: LagSource | undefined): boolean {
  if (metric === 'none' || source === undefined) return false;
  const wanted = Object.entries(source.dimensions);
  return (
    metric.namespace === source.namespace &&
    metric.name === source.name &&
    wanted.length === Object.keys(metric.dimensions).length &&
    wanted.every(([name, value]) => metric.dimensions[name] === value)
  );
}
