import { shortCode } from './aws-regions';
import type { FleetQueue } from './fleet-queues';
import { hexOf } from './seeded-random';

/** A Lambda function. */
export interface SimulatedFunction {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** `queue-consumer` reads a queue; `smoke-test` asks the workload's load balancer in its own region. */
  readonly behaviour: 'queue-consumer' | 'smoke-test';
  readonly eventSource?: {
    readonly id: string;
    readonly sourceArn: string;
    /** Off in a standby region, whose queue is nobody's business until it takes over. */
    readonly enabled: boolean;
    /** On its way to what `enabled` says; until then it does the opposite. */
    readonly changing?: true;
  };
}

/** The ARN of the event-source mapping by which a function reads its queue; undefined where it reads none. */
export function consumerArn({ arn, eventSource }: SimulatedFunction): string | undefined {
  if (eventSource === undefined) return undefined;
  const [partition, service, region, account] = arn.split(':').slice(1);
  return `arn:${partition}:${service}:${region}:${account}:event-source-mapping:${eventSource.id}`;
}

function arnOf(region: string, accountId: string, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

/** The consumer of a workload's queue in a region, and its smoke test. */
export function functionNames(workload: string, region: string): readonly [consumer: string, smokeTest: string] {
  const short = shortCode(region);
  return [`${workload}-notify-${short}`, `${workload}-smoke-test-${short}`];
}

/** Every queue has a consumer beside it, and its workload a smoke test; the first region's consumer is switched on. */
export function buildFunctions(accountId: string, queues: readonly FleetQueue[]): SimulatedFunction[] {
  return queues.flatMap(({ region, workload, arn: queueArn }): SimulatedFunction[] => {
    const [consumer, smokeTest] = functionNames(workload, region);
    const first = queues.find((each) => each.workload === workload)?.region === region;
    return [
      {
        region,
        workload,
        name: consumer,
        arn: arnOf(region, accountId, consumer),
        description: `Tells customers what happened in ${workload}`,
        behaviour: 'queue-consumer',
        eventSource: { id: identify(`event-source:${consumer}`), sourceArn: queueArn, enabled: first },
      },
      {
        region,
        workload,
        name: smokeTest,
        arn: arnOf(region, accountId, smokeTest),
        description: `Asks ${workload} once, as a user of the region would`,
        behaviour: 'smoke-test',
      },
    ];
  });
}

function identify(text: string): string {
  return hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
