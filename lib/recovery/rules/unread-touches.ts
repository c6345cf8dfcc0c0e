import type { StepSpec } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { formatList } from '@/lib/domain/wording/list';

/**
 * What a step changes that the console does not read again once it is done: nobody but a person can tell whether it is as
 * before. Empty for steps whose changes are read, and for those that leave nothing, such as a message.
 */
export function unreadTouches(spec: StepSpec): readonly TouchedResource[] {
  const changed = describe(spec);
  if (changed === 'nothing') return [];
  return [{ kind: 'unread', accountId: changed.accountId, region: changed.region, name: changed.name }];
}

interface Unread {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

function describe(spec: StepSpec): Unread | 'nothing' {
  switch (spec.kind) {
    case 'consumers':
      return { ...spec, name: `event-source mappings ${formatList(spec.mappings)}` };
    case 'schedules':
      return { ...spec, name: `rules ${formatList(spec.rules.map(({ bus, rule }) => `${bus}/${rule}`))}` };
    case 'freeze-deployments':
      return {
        ...spec,
        name: `stages ${formatList(spec.stages.map(({ pipeline, stage }) => `${pipeline}/${stage}`))}`,
      };
    case 'invoke-function':
      return { ...spec, name: `what the function ${spec.functionName} did` };
    case 'health-check-flip':
      return { ...spec, name: `the health check ${spec.healthCheck}` };
    case 'weighted-shift':
    case 'record-change':
      return { accountId: spec.accountId, region: spec.from, name: `the records of ${spec.name}` };
    case 'accelerator-dial':
      return { ...spec, name: `the dial of ${spec.endpointGroup.split('/').at(-1)}` };
    case 'aurora-detach':
      return {
        accountId: spec.accountId,
        region: spec.to,
        name: `${spec.cluster}, no longer in ${spec.globalCluster}`,
      };
    case 'aurora-instance':
      return { ...spec, name: `the instance ${spec.instance}` };
    case 'restore-backup':
      return { accountId: spec.accountId, region: spec.to, name: `what was restored of ${spec.storeId}` };
    case 'scale-service':
      return { ...spec, name: `tasks of ${spec.cluster}/${spec.service}` };
    default:
      return 'nothing';
  }
}
