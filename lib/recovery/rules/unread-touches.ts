import type { StepSpec } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';

/**
 * What a step changes that the console does not read again once it is done: nobody but a person can tell whether it is as
 * before. Empty for steps whose changes are read, and for those that leave nothing, such as a message.
 */
export function unreadTouches(spec: StepSpec): readonly TouchedResource[] {
  if (!('accountId' in spec)) return [];
  const region = 'region' in spec ? spec.region : 'to' in spec && 'from' in spec ? placeOf(spec) : 'none';
  return namesOf(spec).map((name) => ({ kind: 'unread', accountId: spec.accountId, region, name }));
}

/** What is made anew is where the workload goes; records lead users away from where it was. */
function placeOf(spec: Extract<StepSpec, { readonly from: string }>): string {
  return spec.kind === 'weighted-shift' || spec.kind === 'record-change' ? spec.from : spec.to;
}

/** Each thing by a name of its own: a line is taken over by itself. */
function namesOf(spec: StepSpec): readonly string[] {
  switch (spec.kind) {
    case 'invoke-function':
      return [`what the function ${spec.functionName} did`];
    case 'health-check-flip':
      return [`health check ${spec.healthCheck}`];
    case 'weighted-shift':
    case 'record-change':
      return [`records of ${spec.name}`];
    case 'aurora-detach':
      return [`${spec.cluster}, no longer in ${spec.globalCluster}`];
    case 'aurora-instance':
      return [`instance ${spec.instance}`];
    case 'restore-backup':
      return [`what was restored of ${spec.storeId}`];
    case 'clean-up':
      // Who follows and writes is read by the links; the snapshot costs until somebody deletes it.
      return spec.removes === 'former-writer' ? [`final snapshot of ${spec.instance}`] : [`instance ${spec.instance}`];
    default:
      return [];
  }
}
