import { DescribeEventDetailsCommand, DescribeEventsCommand, type EventFilter } from '@aws-sdk/client-health';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { type Notice, toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { HealthEventReading, HealthEventsAsked } from './readings';
import { toHealthEvent } from './to-health-event';

const call: AwsCall<'health'> = { service: 'health', action: 'health:DescribeEvents', shows: 'AWS Health events' };

/** DescribeEventDetails takes at most this many events. */
const eventsPerDetailsCall = 10;

/**
 * Reads the account's AWS Health events: all open and upcoming ones, and those closed lately, with their descriptions.
 * The API lives in us-east-1 whatever region the scope names. An account without a support plan is `denied` with that
 * reason. Descriptions that cannot be read leave the event with an empty one and a notice.
 */
export function fetchHealthEvents(
  edge: AwsEdge,
  scope: CallScope,
  asked: HealthEventsAsked,
): Promise<Answer<readonly HealthEventReading[]>> {
  const notices: string[] = [];
  const notice: Notice = (sentence) => notices.push(sentence);
  let listed: readonly HealthEventReading[] | 'not-yet' = 'not-yet';
  return ask(
    edge,
    scope,
    call,
    async (asking) => {
      const lists = await Promise.all(toFilters(asked).map((filter) => readEvents(asking, filter, notice)));
      const events = lists.flat().filter((event) => isAsked(event, asked));
      listed = events;
      const descriptions = await readDescriptions(asking, events, notice);
      const value = events.map((event) => ({ ...event, description: descriptions.get(event.arn) ?? '' }));
      return { value, notices };
    },
    ({ state }) => {
      if (listed === 'not-yet') return 'nothing';
      const why = `AWS Health events are shown without descriptions: health:DescribeEventDetails ended as ${state}.`;
      return { value: listed, notices: [...notices, why] };
    },
  );
}

function toFilters(asked: HealthEventsAsked): readonly EventFilter[] {
  return [
    { eventStatusCodes: ['open', 'upcoming'] },
    { eventStatusCodes: ['closed'], lastUpdatedTimes: [{ from: new Date(asked.closedSince) }] },
  ];
}

function isAsked(event: HealthEventReading, asked: HealthEventsAsked): boolean {
  return asked.regions === undefined || event.region === 'global' || asked.regions.includes(event.region);
}

function readEvents({ client, signal }: Asking<'health'>, filter: EventFilter, notice: Notice) {
  return pageThrough(async (token: string | undefined) => {
    const output = await client.send(new DescribeEventsCommand({ filter, maxResults: 100, nextToken: token }), {
      abortSignal: signal,
    });
    const items = toEach(output.events ?? [], toHealthEvent, notice, 'AWS Health events');
    return { items, next: toNext(output.nextToken) };
  });
}

async function readDescriptions(asking: Asking<'health'>, events: readonly HealthEventReading[], notice: Notice) {
  const descriptions = new Map<string, string>();
  for (let start = 0; start < events.length; start += eventsPerDetailsCall) {
    const arns = events.slice(start, start + eventsPerDetailsCall).map((event) => event.arn);
    await readSomeDescriptions(asking, arns, descriptions, notice);
  }
  return descriptions;
}

async function readSomeDescriptions(
  { client, signal }: Asking<'health'>,
  eventArns: string[],
  descriptions: Map<string, string>,
  notice: Notice,
): Promise<void> {
  const output = await client.send(new DescribeEventDetailsCommand({ eventArns }), { abortSignal: signal });
  for (const { event, eventDescription } of output.successfulSet ?? []) {
    if (event?.arn !== undefined) descriptions.set(event.arn, eventDescription?.latestDescription ?? '');
  }
  const without = eventArns.filter((arn) => !descriptions.has(arn)).length;
  if (without > 0) notice(`${without} AWS Health events are shown without their description, which AWS did not give.`);
}
