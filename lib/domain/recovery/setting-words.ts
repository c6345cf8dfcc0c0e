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
