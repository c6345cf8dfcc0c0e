import type { Entity } from '@/lib/domain/entities';
import type { PollingEntity } from '@/lib/domain/polling/polling-entity';

/** The polling of each account, the dearest first. */
export function findPolling(entities: readonly Entity[]): readonly PollingEntity[] {
  return entities
    .filter((entity): entity is PollingEntity => entity.kind === 'polling')
    .sort((a, b) => b.forecast.atMostUsd - a.forecast.atMostUsd || (a.id < b.id ? -1 : 1));
}
