import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { SeenRequest } from '../testing/scripted-endpoint';
import { fetchHealthEvents } from './fetch-health-events';

const event = (number: number, statusCode = 'open', region = 'us-east-1') => ({
  arn: `arn:aws:health:${region}::event/EC2/${number}`,
  service: 'EC2',
  eventTypeCode: 'AWS_EC2_OPERATIONAL_ISSUE',
  eventTypeCategory: 'issue',
  region,
  startTime: 1_800_000_000,
  ...(statusCode === 'closed' ? { endTime: 1_800_000_600 } : {}),
  lastUpdatedTime: 1_800_000_300,
  statusCode,
});

type Listed = ReturnType<typeof event>;

/** Answers lists by status and details by ARN; ARNs in `without` have no description. */
function answerEvents(open: readonly Listed[], closed: readonly Listed[], without: readonly string[] = []) {
  return (request: SeenRequest) => {
    const input = JSON.parse(request.body);
    if (request.operation === 'DescribeEvents') {
      return { json: { events: input.filter.eventStatusCodes.includes('open') ? open : closed } };
    }
    const arns: string[] = input.eventArns;
    return {
      json: {
        successfulSet: arns
          .filter((arn) => !without.includes(arn))
          .map((arn) => ({ event: { arn }, eventDescription: { latestDescription: `about ${arn}` } })),
        failedSet: without.map((eventArn) => ({ eventArn, errorName: 'E', errorMessage: 'secret' })),
      },
    };
  };
}

describe('AWS Health', () => {
  test('gives open and recently closed events with their descriptions', async () => {
    await withScriptedEdge(answerEvents([event(1)], [event(2, 'closed')]), async (edge, endpoint) => {
      const closedSince = 1_799_990_000_000;
      const { value, notices } = expectAnswered(await fetchHealthEvents(edge, scriptedScope, { closedSince }));

      expect(notices).toEqual([]);
      expect(value).toEqual([
        {
          arn: event(1).arn,
          region: 'us-east-1',
          service: 'EC2',
          typeCode: 'AWS_EC2_OPERATIONAL_ISSUE',
          category: 'issue',
          status: 'open',
          startedAt: 1_800_000_000_000,
          endedAt: 'none',
          updatedAt: 1_800_000_300_000,
          description: `about ${event(1).arn}`,
        },
        expect.objectContaining({ status: 'closed', endedAt: 1_800_000_600_000 }),
      ]);
      const filters = endpoint.seen.map((request) => JSON.parse(request.body).filter);
      expect(filters).toContainEqual({
        eventStatusCodes: ['closed'],
        lastUpdatedTimes: [{ from: closedSince / 1000 }],
      });
    });
  });

  test('is asked for descriptions ten at a time', async () => {
    const many = Array.from({ length: 23 }, (_unused, index) => event(index));
    await withScriptedEdge(answerEvents(many, []), async (edge, endpoint) => {
      const { value } = expectAnswered(await fetchHealthEvents(edge, scriptedScope, { closedSince: 0 }));
      expect(value.every((one) => one.description === `about ${one.arn}`)).toBe(true);
      expect(endpoint.seen.filter((request) => request.operation === 'DescribeEventDetails')).toHaveLength(3);
    });
  });

  test('that keeps a description to itself leaves the event, with a notice', async () => {
    await withScriptedEdge(answerEvents([event(1), event(2)], [], [event(2).arn]), async (edge) => {
      const { value, notices } = expectAnswered(await fetchHealthEvents(edge, scriptedScope, { closedSince: 0 }));
      expect(value.map((one) => one.description)).toEqual([`about ${event(1).arn}`, '']);
      expect(notices).toEqual([expect.stringContaining('1 AWS Health events')]);
    });
  });

  test('whose descriptions are denied still gives the events', async () => {
    const script = answerEvents([event(1)], []);
    const answer = await withScriptedEdge(
      (request) =>
        request.operation === 'DescribeEvents'
          ? script(request)
          : { json: { __type: 'AccessDeniedException' }, status: 400 },
      (edge) => fetchHealthEvents(edge, scriptedScope, { closedSince: 0 }),
    );
    const { value, notices } = expectAnswered(answer);
    expect(value.map((one) => one.description)).toEqual(['']);
    expect(notices).toEqual([expect.stringContaining('health:DescribeEventDetails ended as denied')]);
  });

  test('may be asked for some regions, and always gives global events with them', async () => {
    const open = [event(1), event(2, 'open', 'sa-east-1'), event(3, 'open', 'global')];
    await withScriptedEdge(answerEvents(open, []), async (edge) => {
      const asked = { closedSince: 0, regions: ['us-east-1'] };
      const { value } = expectAnswered(await fetchHealthEvents(edge, scriptedScope, asked));
      expect(value.map((one) => one.region)).toEqual(['us-east-1', 'global']);
    });
  });

  test('without a support plan is a state of its own, with its sentence', async () => {
    const refusal = { json: { __type: 'SubscriptionRequiredException' }, status: 400 };
    const answer = await withScriptedEdge(
      () => refusal,
      (edge) => fetchHealthEvents(edge, scriptedScope, { closedSince: 0 }),
    );
    expect(answer).toMatchObject({ state: 'no-support-plan', message: expect.stringContaining('no support plan') });
  });
});
