import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchQuota } from './fetch-quota';

const none: ScriptedAnswer = { json: { __type: 'NoSuchResourceException', Message: 'none' }, status: 400 };
const quota = (Value: unknown): ScriptedAnswer => ({
  json: { Quota: { QuotaName: 'Running On-Demand Standard instances', QuotaCode: 'L-1216C47A', Value } },
});

/** Answers the requests in turn: the quota in force first, its default after it. */
const fetchWith = (...answers: readonly ScriptedAnswer[]) =>
  withScriptedEdge(
    (_request, count) => answers[count - 1] ?? answers.at(-1) ?? none,
    (edge) => fetchQuota(edge, scriptedScope, 'ec2', 'L-1216C47A'),
  );

describe('a quota', () => {
  test('is what is in force, with the name AWS gives it', async () => {
    expect(expectAnswered(await fetchWith(quota(256))).value).toEqual({
      name: 'Running On-Demand Standard instances',
      value: 256,
    });
  });

  test('that was never raised is its default, which is in force then', async () => {
    expect(expectAnswered(await fetchWith(none, quota(5))).value).toMatchObject({ value: 5 });
  });

  test('that the region does not have is an answer', async () => {
    expect(expectAnswered(await fetchWith(none, none)).value).toBe('absent');
  });

  test('without a usable value is a failure and never zero', async () => {
    for (const value of [undefined, -1]) expect((await fetchWith(quota(value))).state).toBe('failed');
  });

  test('whose default is denied names the action that would allow it', async () => {
    const denied: ScriptedAnswer = { json: { __type: 'AccessDeniedException' }, status: 400 };
    const answer = await fetchWith(none, denied);
    expect(answer.state).toBe('denied');
    if (answer.state !== 'denied') return;
    expect(answer.message).toContain('Allow servicequotas:GetAWSDefaultServiceQuota');
  });
});
