import {
  DescribeAffectedEntitiesCommand,
  DescribeEventDetailsCommand,
  DescribeEventsCommand,
  HealthClient,
  paginateDescribeEvents,
} from '@aws-sdk/client-health';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import type { SimulatedHealthEvent } from '../../world/types';

const hour = 3_600_000;

function event(index: number, part: Partial<SimulatedHealthEvent> = {}): SimulatedHealthEvent {
  return {
    arn: `arn:aws:health:us-east-1::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/${String(index).padStart(4, '0')}`,
    service: 'EC2',
    typeCode: 'AWS_EC2_OPERATIONAL_ISSUE',
    category: 'issue',
    region: 'us-east-1',
    startedAt: testNow - (index + 2) * hour,
    endedAt: testNow - (index + 1) * hour,
    updatedAt: testNow - index * hour,
    status: 'closed',
    description: `Event ${index} <over> & done.`,
    affected: [],
    ...part,
  };
}

const open = event(0, { status: 'open', endedAt: null, affected: ['i-2', 'i-1'] });
const events = [...Array.from({ length: 24 }, (_, index) => event(24 - index)), open];
let door: WireDoor;
let health: HealthClient;

beforeAll(async () => {
  door = await serveWorld(worldWith({ healthEvents: () => events }));
  health = new HealthClient(clientConfig(door, 'us-east-1'));
});
afterAll(() => door.close());

describe('DescribeEvents', () => {
  it('gives the newest update first, page by page, each event once', async () => {
    const arns: string[] = [];
    const sizes: number[] = [];
    for await (const page of paginateDescribeEvents({ client: health, pageSize: 10 }, {})) {
      sizes.push(page.events?.length ?? 0);
      arns.push(...(page.events ?? []).map((each) => each.arn ?? ''));
    }
    expect(sizes).toEqual([10, 10, 5]);
    expect(arns).toEqual(events.map((each) => each.arn).toReversed());
  });

  it('filters by status, region and start, and an open event has no end', async () => {
    const byStatus = await health.send(new DescribeEventsCommand({ filter: { eventStatusCodes: ['open'] } }));
    expect(byStatus.events).toHaveLength(1);
    expect(byStatus.events?.[0]).toMatchObject({ arn: open.arn, eventScopeCode: 'ACCOUNT_SPECIFIC' });
    expect(byStatus.events?.[0]?.endTime).toBeUndefined();
    const elsewhere = await health.send(new DescribeEventsCommand({ filter: { regions: ['eu-west-1', 'global'] } }));
    expect(elsewhere.events).toEqual([]);
    const startTimes = [{ from: new Date(testNow - 4 * hour) }];
    const recent = await health.send(new DescribeEventsCommand({ filter: { startTimes } }));
    expect(recent.events).toHaveLength(3);
    const byEntity = await health.send(new DescribeEventsCommand({ filter: { entityValues: ['i-1'] } }));
    expect(byEntity.events?.map((each) => each.arn)).toEqual([open.arn]);
  });

  it('refuses rubbish tokens, unknown locales and filters that are too long', async () => {
    await expect(health.send(new DescribeEventsCommand({ nextToken: 'rubbish' }))).rejects.toMatchObject({
      name: 'InvalidPaginationToken',
    });
    await expect(health.send(new DescribeEventsCommand({ locale: 'de' }))).rejects.toMatchObject({
      name: 'UnsupportedLocale',
    });
    const services = Array.from({ length: 11 }, (_, index) => `S${index}`);
    await expect(health.send(new DescribeEventsCommand({ filter: { services } }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(health.send(new DescribeEventsCommand({ maxResults: 101 }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('answers a client that signs for another region, as only us-east-1 serves it', async () => {
    const client = new HealthClient(clientConfig(door, 'eu-west-1'));
    expect((await client.send(new DescribeEventsCommand({}))).events).toHaveLength(25);
  });
});

it('describes what exists and lists what does not exist as failed', async () => {
  const eventArns = [open.arn, 'arn:aws:health:us-east-1::event/NO/SUCH/EVENT'];
  const { successfulSet, failedSet } = await health.send(new DescribeEventDetailsCommand({ eventArns }));
  expect(successfulSet).toHaveLength(1);
  expect(successfulSet?.[0]?.eventDescription?.latestDescription).toBe('Event 0 <over> & done.');
  expect(failedSet?.map((each) => each.eventArn)).toEqual([eventArns[1]]);
});

it('lists the affected resources of an event, page by page', async () => {
  const first = await health.send(
    new DescribeAffectedEntitiesCommand({ filter: { eventArns: [open.arn] }, maxResults: 1 }),
  );
  expect(first.entities?.map((each) => [each.entityValue, each.statusCode])).toEqual([['i-1', 'IMPAIRED']]);
  const second = await health.send(
    new DescribeAffectedEntitiesCommand({
      filter: { eventArns: [open.arn] },
      maxResults: 1,
      nextToken: first.nextToken,
    }),
  );
  expect(second.entities?.map((each) => each.entityValue)).toEqual(['i-2']);
  expect(second.nextToken).toBeUndefined();
});
