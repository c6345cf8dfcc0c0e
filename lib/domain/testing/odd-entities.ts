import type { DistributionEntity, Entity, SecretEntity } from '../entities';
import type { Workload } from '../fleet';
import type { EpochMs } from '../time';
import { withCompanions } from './sample-companions';
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
  return withCompanions(regionDownEntities(now, { failedFor: 700 }), now).map((entity): Entity => {
    switch (entity.kind) {
      case 'workload':
        return { ...entity, workload: oddWorkload(entity.workload, name) };
      case 'queue':
      case 'backup':
        return { ...entity, resource: name };
      case 'secret':
        return { ...entity, name: `${name} ${entity.name}`, described: oddDescription(entity.described, name) };
      case 'key':
        return { ...entity, alias: `${name} ${entity.alias}` };
      case 'distribution':
        return { ...entity, distributionId: name, described: oddOrigins(entity.described, name) };
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

function oddWorkload(workload: Workload, name: string): Workload {
  const { secrets = [], keys = [], distributions = [] } = workload;
  return {
    ...workload,
    name,
    owner: name,
    secrets: secrets.map((secret) => ({ name: `${name} ${secret.name}` })),
    keys: keys.map(({ alias }) => ({ alias: `${name} ${alias}` })),
    distributions: distributions.map(() => ({ id: name })),
  };
}

/** AWS's words about a copy are as untrusted as a name. */
function oddDescription(described: SecretEntity['described'], name: string): SecretEntity['described'] {
  if (described.state === 'missing' || described.value === 'absent') return described;
  const replicas = described.value.replicas.map((replica) => ({ ...replica, message: name }));
  return { ...described, value: { ...described.value, replicas } };
}

function oddOrigins(described: DistributionEntity['described'], name: string): DistributionEntity['described'] {
  if (described.state === 'missing' || described.value === 'absent') return described;
  return { ...described, value: { ...described.value, aliases: [name], origins: [name], status: name } };
}
