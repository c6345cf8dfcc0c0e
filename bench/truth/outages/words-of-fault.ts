import type { Fault } from '@/lib/simulator/world/types';

/** A fault as an operator would name it. */
export function wordsOfFault(fault: Fault): string {
  switch (fault.kind) {
    case 'service-down':
      return `${fault.service} in ${fault.region} ${fault.answer === 'hangs' ? 'does not answer' : 'answers with errors'}`;
    case 'throttled': {
      const what = [fault.service, fault.operation].filter((part) => part !== undefined).join(' ');
      const where = fault.region === undefined ? '' : ` in ${fault.region}`;
      return `${Math.round(fault.share * 100)} % of the calls of ${what}${where} are throttled`;
    }
    case 'grey-fault':
      return `everything in ${fault.region} takes ${fault.factor} times as long`;
    case 'metrics-lost':
      return `no metrics of ${fault.region} are published`;
    case 'metrics-late':
      return `the metrics of ${fault.region} are published ${fault.minutes} minutes late`;
    case 'capacity-short':
      return `instances cannot be launched in ${fault.region}`;
    default:
      return JSON.stringify(fault);
  }
}
