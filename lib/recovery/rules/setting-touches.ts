import { nameOfSetting } from '@/lib/domain/recovery/setting-words';
import type { StepSpec } from '@/lib/domain/recovery/step';
import type { ReadableSetting, TouchedResource } from '@/lib/domain/recovery/touched';

/** Settings that a step changes and that are read again, with nothing known of what they were before. */
export function settingTouches(spec: StepSpec): readonly Extract<TouchedResource, { readonly kind: 'setting' }>[] {
  if (!('accountId' in spec && 'region' in spec)) return [];
  const { accountId, region } = spec;
  return settingsOf(spec).map((setting) => {
    return { kind: 'setting', accountId, region, name: nameOfSetting(setting), setting, before: 'unknown' };
  });
}

function settingsOf(spec: StepSpec): readonly ReadableSetting[] {
  switch (spec.kind) {
    case 'consumers':
      return spec.mappings.map((uuid) => ({ of: 'event-source-mapping', uuid }));
    case 'schedules':
      return spec.rules.map(({ bus, rule }) => ({ of: 'rule', bus, rule }));
    case 'freeze-deployments':
      return spec.stages.map(({ pipeline, stage }) => ({ of: 'stage', pipeline, stage }));
    case 'accelerator-dial':
      return [{ of: 'dial', endpointGroup: spec.endpointGroup }];
    case 'scale-service':
      return [{ of: 'tasks', cluster: spec.cluster, service: spec.service }];
    case 'scale-function':
      return [{ of: 'executions', functionName: spec.functionName, qualifier: spec.qualifier }];
    case 'scale-node-group':
      return [{ of: 'nodes', cluster: spec.cluster, nodeGroup: spec.nodeGroup }];
    default:
      return [];
  }
}
