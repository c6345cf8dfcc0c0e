import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { Health } from '@aws-sdk/client-health';
import type { RDS } from '@aws-sdk/client-rds';
import type { STS } from '@aws-sdk/client-sts';
import { describe, expect, test, vi } from 'vitest';
import type { Arrival, Call } from './call';
import { AwsError, commonError, NoAnswer } from './errors';
import { createWireHandler, type WireHandlerOptions } from './handler';
import { implement, type ServiceImplementation } from './implement';
import { loadServices } from './service-table';
import { formHeaders, jsonHeaders, responseOf, signedRequest, textOf } from './testing/requests';

const services = await loadServices(['CloudWatch', 'Health', 'RDS', 'Route 53', 'STS']);
const calls: Call[] = [];

const operations = [
  implement<CloudWatch>('CloudWatch', {
    DescribeAlarms(_, call) {
      calls.push(call);
      return { MetricAlarms: [{ AlarmName: 'a<b>', StateUpdatedTimestamp: new Date('2026-11-20T12:00:00.123Z') }] };
    },
    GetDashboard() {
      throw new AwsError('ResourceNotFound', 'no such dashboard');
    },
    ListDashboards() {
      throw new Error('a defect');
    },
    ListMetrics() {
      throw new NoAnswer('destroy');
    },
    DescribeAlarmHistory: () => ({ AlarmHistoryItems: 'not a list' }) as never,
  }),
  implement<Health>('Health', {
    DescribeEvents(_, call) {
      calls.push(call);
      return { events: [] };
    },
  }),
  implement<RDS>('RDS', {
    DescribeGlobalClusters: (_, call) => {
      throw commonError('throttled', call, 'Rate exceeded');
    },
    FailoverGlobalCluster: () => ({}),
  }),
  implement<STS>('STS', {
    AssumeRoleWithWebIdentity(_, call) {
      calls.push(call);
      return {};
    },
  }),
];

function handlerWith(options: Partial<WireHandlerOptions> = {}) {
  return createWireHandler({ services, operations, ...options });
}

const describeAlarmsJson = signedRequest('monitoring', {
  headers: jsonHeaders('GraniteServiceVersion20100801.DescribeAlarms', '1.0'),
  body: '{"StateValue":"ALARM"}',
});

function rdsQuery(form: string) {
  return signedRequest('rds', { headers: formHeaders, body: `${form}&Version=2014-10-31` });
}

describe('what a call says', () => {
  test('service, operation, account key and region come from the signature and the protocol', async () => {
    await handlerWith().handle(describeAlarmsJson);
    expect(calls.at(-1)).toMatchObject({
      protocol: 'awsJson1_0',
      service: 'CloudWatch',
      operation: 'DescribeAlarms',
      region: 'eu-west-1',
      signedRegion: 'eu-west-1',
      accessKeyId: 'SIM111122223333',
      input: { StateValue: 'ALARM' },
    });
  });

  test('a global service is served in us-east-1 whatever region it was signed for', async () => {
    const headers = jsonHeaders('AWSHealth_20160804.DescribeEvents');
    await handlerWith().handle(signedRequest('health', { headers, body: '{}' }));
    expect(calls.at(-1)).toMatchObject({ region: 'us-east-1', signedRegion: 'eu-west-1' });
  });

  test('one service answers in the protocol of each request', async () => {
    const query = signedRequest('monitoring', {
      headers: formHeaders,
      body: 'Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=a&AlarmNames.member.2=b',
    });
    const answer = responseOf(await handlerWith().handle(query));
    expect(calls.at(-1)).toMatchObject({ protocol: 'awsQuery', input: { AlarmNames: ['a', 'b'] } });
    expect(textOf(answer)).toContain('<AlarmName>a&lt;b&gt;</AlarmName>');
    expect(textOf(answer)).toContain('<StateUpdatedTimestamp>2026-11-20T12:00:00.123Z</StateUpdatedTimestamp>');
    const json = responseOf(await handlerWith().handle(describeAlarmsJson));
    expect(JSON.parse(textOf(json)).MetricAlarms[0]).toEqual({
      AlarmName: 'a<b>',
      StateUpdatedTimestamp: 1795176000.123,
    });
  });

  test('a presigned query request needs no Authorization header', async () => {
    const query = new Map([
      ['Action', ['DescribeAlarms']],
      ['Version', ['2010-08-01']],
      ['X-Amz-Credential', ['SIM111122223333/20261120/us-west-2/monitoring/aws4_request']],
    ]);
    await handlerWith().handle({ method: 'GET', path: '/', query, headers: {}, body: new Uint8Array() });
    expect(calls.at(-1)).toMatchObject({ region: 'us-west-2', operation: 'DescribeAlarms' });
  });

  test('an operation that fetches credentials needs no signature', async () => {
    const body = 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=r&RoleSessionName=s&WebIdentityToken=t';
    const request = { method: 'POST', path: '/', query: new Map(), headers: formHeaders, body: Buffer.from(body) };
    await handlerWith().handle(request);
    expect(calls.at(-1)).toMatchObject({
      operation: 'AssumeRoleWithWebIdentity',
      accessKeyId: '',
      region: 'us-east-1',
    });
  });
});

describe('errors come in the shape of the request, and never as an empty success', () => {
  test.each([
    ['an operation that is not simulated', rdsQuery('Action=DescribeDBClusters'), 501, '<Code>NotImplemented</Code>'],
    [
      'a service of the table that is not loaded',
      signedRequest('dynamodb', { headers: jsonHeaders('DynamoDB_20120810.ListTables', '1.0'), body: '{}' }),
      501,
      '#NotImplemented',
    ],
    [
      'a service outside the table',
      signedRequest('sns', { headers: jsonHeaders('AmazonSNS.X') }),
      501,
      'NotImplemented',
    ],
    [
      'another API that shares a signing name',
      signedRequest('rds', { headers: formHeaders, body: 'Action=DescribeDBClusters&Version=2009-10-16' }),
      501,
      '<Code>NotImplemented</Code>',
    ],
    ['an operation AWS does not have', rdsQuery('Action=DoMagic'), 400, '<Code>InvalidAction</Code>'],
    [
      'an operation named like an object property',
      signedRequest('monitoring', { headers: jsonHeaders('GraniteServiceVersion20100801.__proto__', '1.0') }),
      400,
      'UnknownOperationException',
    ],
    [
      'a missing required parameter',
      rdsQuery('Action=FailoverGlobalCluster&GlobalClusterIdentifier=g'),
      400,
      'must contain the parameter TargetDbClusterIdentifier',
    ],
    ['broken JSON', { ...describeAlarmsJson, body: Buffer.from('{') }, 400, 'SerializationException'],
    ['JSON of another shape', { ...describeAlarmsJson, body: Buffer.from('[]') }, 400, 'the body must be an object'],
    ['a body that is not UTF-8', { ...describeAlarmsJson, body: Buffer.from([0xff]) }, 400, 'SerializationException'],
    ['broken percent-encoding', rdsQuery('Action=%E0%A4%A'), 400, '<Code>MalformedQueryString</Code>'],
    [
      'broken gzip',
      { ...describeAlarmsJson, headers: { ...describeAlarmsJson.headers, 'content-encoding': 'gzip' } },
      400,
      'SerializationException',
    ],
    [
      'broken XML',
      signedRequest('route53', { path: '/2013-04-01/healthcheck', body: '<a>' }),
      400,
      '<Code>MalformedInput</Code>',
    ],
    [
      'broken CBOR',
      signedRequest('monitoring', {
        path: '/service/GraniteServiceVersion20100801/operation/DescribeAlarms',
        headers: { 'smithy-protocol': 'rpc-v2-cbor' },
        body: Buffer.from([0xbf]),
      }),
      400,
      'SerializationException',
    ],
    ['throttling', rdsQuery('Action=DescribeGlobalClusters'), 400, '<Code>Throttling</Code>'],
    ['no signature', { ...describeAlarmsJson, headers: jsonHeaders('X.Y') }, 403, 'MissingAuthenticationToken'],
  ])('%s', async (_, request, status, text) => {
    const answer = responseOf(await handlerWith().handle(request));
    expect(answer.status).toBe(status);
    expect(textOf(answer)).toContain(text);
  });

  test('a modelled error carries its own code, status and the query code in a header', async () => {
    const headers = jsonHeaders('GraniteServiceVersion20100801.GetDashboard', '1.0');
    const request = signedRequest('monitoring', { headers, body: '{"DashboardName":"d"}' });
    const answer = responseOf(await handlerWith().handle(request));
    expect(answer.status).toBe(404);
    expect(answer.headers['x-amzn-query-error']).toBe('ResourceNotFound;Sender');
  });

  test('a defect in an operation is a 500 to the client and is reported', async () => {
    const onUnexpectedError = vi.fn();
    const headers = jsonHeaders('GraniteServiceVersion20100801.ListDashboards', '1.0');
    const answer = responseOf(
      await handlerWith({ onUnexpectedError }).handle(signedRequest('monitoring', { headers, body: '{}' })),
    );
    expect(answer.status).toBe(500);
    expect(textOf(answer)).toContain('InternalFailure');
    expect(onUnexpectedError).toHaveBeenCalledOnce();
  });

  test('an output that does not fit its schema is a 500, not an answer that means nothing', async () => {
    const onUnexpectedError = vi.fn();
    const headers = jsonHeaders('GraniteServiceVersion20100801.DescribeAlarmHistory', '1.0');
    const answer = responseOf(
      await handlerWith({ onUnexpectedError }).handle(signedRequest('monitoring', { headers, body: '{}' })),
    );
    expect(answer.status).toBe(500);
    expect(textOf(answer)).toContain('must be an array');
  });
});

describe('before', () => {
  test('judges every signed request, also those that are not simulated or malformed', async () => {
    const seen: Arrival[] = [];
    const handler = handlerWith({
      before(arrival) {
        seen.push(arrival);
        return 'black-hole';
      },
    });
    const requests = [describeAlarmsJson, rdsQuery('Action=%'), signedRequest('polly', {}), rdsQuery('Action=DoMagic')];
    for (const request of requests) {
      expect(await handler.handle(request)).toMatchObject({ kind: 'black-hole', arrival: { region: 'eu-west-1' } });
    }
    expect(seen.map((arrival) => arrival.service)).toEqual(['CloudWatch', 'RDS', undefined, 'RDS']);
  });

  test('may refuse with an error in the words of the protocol', async () => {
    const handler = handlerWith({ before: (arrival) => commonError('unknownAccount', arrival, 'who are you') });
    const json = responseOf(await handler.handle(describeAlarmsJson));
    expect(textOf(json)).toContain('UnrecognizedClientException');
    const xml = responseOf(await handler.handle(rdsQuery('Action=DescribeGlobalClusters')));
    expect([xml.status, textOf(xml)]).toEqual([403, expect.stringContaining('InvalidClientTokenId')]);
  });

  test('or an operation may leave its caller without an answer', async () => {
    const headers = jsonHeaders('GraniteServiceVersion20100801.ListMetrics', '1.0');
    const answer = await handlerWith().handle(signedRequest('monitoring', { headers, body: '{}' }));
    expect(answer).toMatchObject({ kind: 'destroy', arrival: { operation: 'ListMetrics' } });
  });
});

describe('a handler cannot be built', () => {
  const magic = { service: 'RDS', operations: { DoMagic: () => ({}) } } as const;
  const notLoaded = { service: 'S3', operations: {} } as const;

  test.each<[string, ServiceImplementation[], string]>([
    ['of an operation that AWS does not have', [magic], 'no operation'],
    ['of a service that is not loaded', [notLoaded], 'not loaded'],
    ['with an operation implemented twice', [...operations, ...operations], 'twice'],
  ])('%s', (_, wrong, message) => {
    expect(() => createWireHandler({ services, operations: wrong })).toThrow(message);
  });
});

test('operations are checked against the types of the SDK', () => {
  implement<CloudWatch>('CloudWatch', {
    // Required members are never undefined: the decoder refuses the request first.
    GetMetricData: (input) => ({ MetricDataResults: input.MetricDataQueries.map((query) => ({ Id: query.Id })) }),
  });
  // @ts-expect-error a wrong type in the output
  implement<CloudWatch>('CloudWatch', { GetMetricData: () => ({ MetricDataResults: [{ Id: 1 }] }) });
  // @ts-expect-error a status that AWS does not have
  implement<RDS>('RDS', { FailoverGlobalCluster: () => ({ GlobalCluster: { FailoverState: { Status: 'nope' } } }) });
  // @ts-expect-error no such operation
  implement<RDS>('RDS', { FailOverGlobal: () => ({}) });
  // @ts-expect-error no such service
  implement<RDS>('Rds', {});
});
