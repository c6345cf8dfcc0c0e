import { describe, expect, test } from 'vitest';
import type { AwsCall } from './aws-call';
import { asStep, classifyFailure, UnusableAnswer } from './classify-failure';

const call: AwsCall = { service: 'cloudwatch', action: 'cloudwatch:DescribeAlarms', shows: 'Alarm states' };
const scope = { accountId: '111122223333', region: 'eu-central-1', deadlineMs: 4000 };

function fail(facts: Record<string, unknown>): Error {
  return Object.assign(new Error('secret-internal-text at /home/engine/node_modules'), facts);
}

const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('how a call failed', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['unreachable', 'connection cut, which the SDK names a timeout', { name: 'TimeoutError', code: 'ECONNRESET' }],
    ['unreachable', 'connection refused', { name: 'TimeoutError', code: 'ECONNREFUSED' }],
    ['unreachable', 'name not found', { code: 'ENOTFOUND' }],
    ['unreachable', 'name server busy', { code: 'EAI_AGAIN' }],
    ['unreachable', 'no route', { code: 'EHOSTUNREACH' }],
    ['unreachable', 'cause one level down', { cause: fail({ code: 'ECONNREFUSED' }) }],
    ['timed-out', 'connection never stood', { name: 'TimeoutError' }],
    ['timed-out', 'no answer in time', { name: 'TimeoutError', code: 'ETIMEDOUT' }],
    ['timed-out', 'aborted', { name: 'AbortError' }],
    ['timed-out', 'service gave up waiting', { name: 'RequestTimeout', ...answered(400) }],
    ['denied', 'JSON services', { name: 'AccessDeniedException', ...answered(400) }],
    ['denied', 'query services', { name: 'AccessDenied', ...answered(403) }],
    ['denied', 'any 403', { name: 'SomethingNew', ...answered(403) }],
    ['credentials-expired', 'expired credentials', { name: 'ExpiredTokenException', ...answered(400) }],
    ['denied', 'unknown credentials', { name: 'UnrecognizedClientException', ...answered(400) }],
    ['denied', 'no credentials at all', { name: 'CredentialsProviderError' }],
    ['denied', 'signature not accepted', { name: 'SignatureDoesNotMatch', ...answered(403) }],
    ['clock-skewed', 'clock too far off', { name: 'RequestTimeTooSkewed', ...answered(403) }],
    ['region-not-enabled', 'region not enabled', { name: 'OptInRequired', ...answered(403) }],
    ['no-support-plan', 'no support plan', { name: 'SubscriptionRequiredException', ...answered(400) }],
    ['throttled', 'JSON services', { name: 'ThrottlingException', ...answered(400) }],
    ['throttled', 'query services', { name: 'Throttling', ...answered(400) }],
    ['throttled', 'any 429', { name: 'SomethingNew', ...answered(429) }],
    ['throttled', 'wire code of a query-compatible service', { name: 'Other', Error: { Code: 'Throttling' } }],
    ['failed', 'service error', { name: 'InternalServiceFault', ...answered(500) }],
    ['failed', 'service unavailable', { name: 'ServiceUnavailable', ...answered(503) }],
    ['failed', 'not offered', { name: 'NotImplemented', ...answered(501) }],
    ['failed', 'request not valid', { name: 'ValidationException', ...answered(400) }],
    ['failed', 'certificate', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    ['failed', 'unknown', {}],
  ])('%s: %s', (state, _why, facts) => {
    const failure = classifyFailure(fail(facts), call, scope, 'own');

    expect(failure.state).toBe(state);
    expect(failure.call).toBe('cloudwatch:DescribeAlarms');
    // What, where, what it means for the screen, what to do; and nothing of the inside.
    expect(failure.message).toContain('cloudwatch:DescribeAlarms in eu-central-1 (account 111122223333) ');
    expect(failure.message).toContain('. Alarm states from there keep their last values and age. ');
    expect(failure.message).toMatch(/\.$/);
    expect(failure.message).not.toMatch(/secret-internal|node_modules|E[A-Z]{6,}|Exception|undefined/);
  });

  test.each([undefined, null, 'text', 42])('what is thrown need not be an error: %s', (thrown) => {
    expect(classifyFailure(thrown, call, scope, 'own').state).toBe('failed');
  });

  test('the deadline decides over whatever the aborted request says', () => {
    const failure = classifyFailure(fail({ code: 'ECONNRESET' }), call, { ...scope, deadlineMs: 1500 }, 'deadline');
    expect(failure.state).toBe('timed-out');
    expect(failure.message).toContain('did not answer within 1.5 s');
  });

  test('an API that does not answer is never told as a region that is down', () => {
    for (const facts of [{ code: 'ECONNRESET' }, { code: 'ETIMEDOUT' }]) {
      expect(classifyFailure(fail(facts), call, scope, 'own').message).toContain(
        'does not say that eu-central-1 is down',
      );
    }
  });

  test('no support plan has its own words, apart from a missing permission', () => {
    const message = classifyFailure(fail({ name: 'SubscriptionRequiredException' }), call, scope, 'own').message;
    expect(message).toContain('no support plan');
    expect(message).not.toContain('Allow');
  });

  test('a message names the region that was really asked', () => {
    const route53: AwsCall = { service: 'route53', action: 'route53:ListHealthChecks', shows: 'Health checks' };
    expect(classifyFailure(fail({}), route53, scope, 'own').message).toContain('in us-east-1 (');
  });

  test('a further request of a call is named by its own action, so that the advice is right', async () => {
    const request = Promise.reject(fail({ name: 'AccessDenied' }));
    const thrown = await asStep('elasticloadbalancing:DescribeTargetGroups', request).catch((error: unknown) => error);
    expect(classifyFailure(thrown, call, scope, 'own')).toMatchObject({
      state: 'denied',
      call: 'elasticloadbalancing:DescribeTargetGroups',
      message: expect.stringContaining('Allow elasticloadbalancing:DescribeTargetGroups'),
    });
  });

  test('an answer that cannot be used says why in its own words', () => {
    const failure = classifyFailure(new UnusableAnswer('gave the same page again', 'Wait.'), call, scope, 'own');
    expect(failure).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/gave the same page again\..* Wait\.$/),
    });
  });
});
