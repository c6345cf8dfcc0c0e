import { promotedBy } from '@/lib/domain/recovery/promoted-store';
import type { StepSpec } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { settingTouches } from './setting-touches';
import { unreadTouches } from './unread-touches';

/**
 * What a step may have changed where the engine that performed it was gone before it wrote down what it had found: what
 * that was before is not known.
 */
export function unheardTouches(spec: StepSpec): readonly TouchedResource[] {
  const before = 'unknown' as const;
  switch (spec.kind) {
    case 'scale-capacity':
      return [{ kind: 'group', accountId: spec.accountId, region: spec.region, name: spec.group, before }];
    case 'fence-writer': {
      const { accountId, region, groups, controls } = spec;
      return [
        ...groups.map((name): TouchedResource => ({ kind: 'group', accountId, region, name, before })),
        ...controls.map((turn): TouchedResource => ({ kind: 'control', accountId, ...placeOf(turn), before })),
      ];
    }
    case 'routing-controls':
      return spec.turns.map((turn) => ({ kind: 'control', accountId: spec.accountId, ...placeOf(turn), before }));
    case 's3-routes': {
      const { accountId, accessPoint } = spec;
      return spec.turns.map(({ region }) => ({ kind: 'route', accountId, region, accessPoint, before }));
    }
    case 'aurora-switchover':
    case 'aurora-failover':
    case 'rds-promote':
    case 'elasticache-failover': {
      const promoted = promotedBy(spec);
      const resources = promoted === 'none' ? [] : promoted.resources;
      const { accountId, from: region, to } = spec;
      const givenUp = spec.kind === 'aurora-failover' ? { givenUpCluster: 'unknown' as const } : {};
      return [{ kind: 'writer', accountId, region, to, resources, ...givenUp }];
    }
    case 'rds-create-replica': {
      // Who writes is read by the links, of which this makes one.
      const { accountId, from: region, to, instance, follows } = spec;
      return [{ kind: 'writer', accountId, region, to, resources: [instance, follows] }];
    }
    default:
      return [...settingTouches(spec), ...unreadTouches(spec)];
  }
}

function placeOf({ region, controlArn }: { readonly region: string; readonly controlArn: string }) {
  return { region, controlArn };
}
