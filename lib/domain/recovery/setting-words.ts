import type { ReadableSetting } from './touched';

/** What people call a setting; unique within its region. */
export function nameOfSetting(setting: ReadableSetting): string {
  switch (setting.of) {
    case 'event-source-mapping':
      return `event-source mapping ${setting.uuid}`;
    case 'rule':
      return `rule ${setting.bus}/${setting.rule}`;
    case 'stage':
      return `stage ${setting.pipeline}/${setting.stage}`;
    case 'dial':
      return `dial of ${setting.endpointGroup}`;
    case 'tasks':
      return `tasks of ${setting.cluster}/${setting.service}`;
    case 'executions':
      return `provisioned concurrency of ${setting.functionName}:${setting.qualifier}`;
    case 'nodes':
      return `nodes of ${setting.cluster}/${setting.nodeGroup}`;
  }
}

/** A traffic dial, in words that compare. */
export function describeDial(percent: number | 'unknown'): string | 'unknown' {
  return percent === 'unknown' ? percent : `${percent} %`;
}

/** How many tasks a service wants, in words that compare. */
export function describeTasks(count: number | 'unknown'): string | 'unknown' {
  return count === 'unknown' ? count : `wants ${count}`;
}

/** How many executions of a function are to be kept ready, in words that compare; a function may never have had any. */
export function describeExecutions(requested: number | 'none' | 'unknown'): string | 'unknown' {
  if (requested === 'none') return 'none kept ready';
  return requested === 'unknown' ? requested : `wants ${requested} ready`;
}

/** Size and bounds of a node group, in words that compare: `wants 1 (1 to 6)`; `unknown` where one of them is not told. */
export function describeNodeCounts(counts: {
  readonly desired: number | 'unknown';
  readonly minimum: number | 'unknown';
  readonly maximum: number | 'unknown';
}): string | 'unknown' {
  const { desired, minimum, maximum } = counts;
  const isTold = desired !== 'unknown' && minimum !== 'unknown' && maximum !== 'unknown';
  return isTold ? `wants ${desired} (${minimum} to ${maximum})` : 'unknown';
}
