import type { Entity, EntityLabels } from '@/lib/domain/entities';

/**
 * By what an entity is filtered to what a person may see. A link is labelled with its workload and not with one of
 * its two regions: whoever may see the workload may see both ends.
 */
export function toLabels(entity: Entity): EntityLabels {
  switch (entity.kind) {
    case 'engine':
    case 'wall':
      return { accountId: 'none', region: 'none', workloadId: 'none' };
    case 'region':
      return { accountId: 'none', region: entity.code, workloadId: 'none' };
    case 'source':
    case 'quota':
      return { accountId: entity.accountId, region: entity.region, workloadId: 'none' };
    case 'workload':
      return { accountId: entity.workload.accountId, region: 'none', workloadId: entity.id };
    case 'cost':
    case 'polling':
      return { accountId: entity.accountId, region: 'none', workloadId: 'none' };
    case 'budget':
      return { accountId: entity.accountId, region: 'none', workloadId: entity.workloadId };
    case 'queue':
    case 'backup':
    case 'secret':
    case 'key':
    case 'endpoint':
      return { accountId: entity.accountId, region: entity.region, workloadId: entity.workloadId };
    case 'distribution':
    case 'health-check':
    case 'routing':
    case 'link':
    case 'plan':
    case 'execution':
    case 'residue-reading':
    case 'residue-owner':
      return { accountId: entity.accountId, region: 'none', workloadId: entity.workloadId };
    case 'health-event':
      return { accountId: 'none', region: entity.region === 'global' ? 'none' : entity.region, workloadId: 'none' };
    case 'pending-finding':
      return toLabels(entity.finding);
    case 'alarm':
    case 'finding':
      return { accountId: entity.accountId, region: entity.region, workloadId: entity.workloadId };
  }
}
