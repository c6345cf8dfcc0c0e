import type { Entity } from '../entities';
import type { EpochMs } from '../time';
import { regionDownEntities } from './sample-entities';

/** Names no page may break on: right to left, emoji, 256 characters without a place to break, mark-up. */
export const oddNames = {
  rightToLeft: 'سلة المشتريات ‏(checkout)',
  emoji: '🛒👩‍👩‍👧‍👦🔥 Checkout 🏳️‍🌈',
  long: 'x'.repeat(256),
  markup: '<img src=x onerror="document.title=1"><script>document.title=2</script>&amp;',
} as const;

export type OddName = keyof typeof oddNames;

/** A fleet with a region down in which everything that a person or AWS may name carries the odd name. */
export function oddFleetEntities(now: EpochMs, kind: OddName): Entity[] {
  const name = oddNames[kind];
  return regionDownEntities(now, { failedFor: 700 }).map((entity): Entity => {
    switch (entity.kind) {
      case 'workload':
        return { ...entity, workload: { ...entity.workload, name, owner: name } };
      case 'region':
        return { ...entity, place: name };
      case 'alarm':
        return { ...entity, name, reason: name };
      case 'health-event':
        return { ...entity, description: `${name}\n${oddNames.markup}` };
      case 'finding':
        return { ...entity, sentence: `${name}: ${entity.sentence}`, evidence: [name, ...entity.evidence] };
      case 'source':
        return { ...entity, message: entity.message === '' ? '' : `${name} ${entity.message}` };
      default:
        return entity;
    }
  });
}
