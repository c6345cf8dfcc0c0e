import { expect, test } from 'vitest';
import type { WireRequest } from './call';
import { createWireHandler } from './handler';
import { loadServices, serviceIds } from './service-table';
import { responseOf, textOf } from './testing/requests';
import { Echo } from './testing/round-trip';
import { sampleOf } from './testing/sample-values';

/** 4,000 malformed requests in the unit suite; more with ANTIPODE_FUZZ_REQUESTS=40000. */
const requestCount = Number(process.env.ANTIPODE_FUZZ_REQUESTS ?? 4000);

const services = await loadServices(serviceIds);

const bodies: readonly string[] = [
  ...['', '{', 'null', '[]', '{"a":', '"x"', '1', '{"__proto__":{"x":1},"TableName":{}}'],
  ...[
    '{"MetricDataQueries":{},"StartTime":"x","EndTime":{}}',
    `${'['.repeat(20_000)}`,
    `{"Item":${'{"L":['.repeat(9000)}`,
  ],
  ...['<a', '<a><b></a>', "<?xml version='1.0'?><a/>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', '<a>&#x110000;</a>'],
  ...['<a b="1" c=2/>', `${'<a>'.repeat(5000)}`, '<a><![CDATA[', '<!-- ', '\u0000\u0001', 'ÿþ'],
  ...['%', 'a=%zz&b', 'Action=', '&&&===', 'a.b.c.d.e.f=1&a=2', 'Action=a&Action.b=c', `${'a.'.repeat(5000)}=1`],
  'Action=DescribeInstances&Version=2016-11-15&Filter.x.y=1&Filter.1.Value=%E0%A4%A',
  'Action=DescribeInstances&Version=2016-11-15&MaxResults=many&Filter.99999999999.Name=x',
  'Action=GetMetricData&Version=2010-08-01&MetricDataQueries.member.1=x&StartTime=soon',
  '\u00bf', // CBOR: a map without end
  '\u009b\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff', // CBOR: a list of 2^63 items
  '\u00c2\u005b\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff', // CBOR: a big number of 2^63 bytes
  `${'\u0081'.repeat(20_000)}`, // CBOR: 20,000 nested lists
];
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', ''];
const paths = [
  ...['/', '//', '', '/b', '/b/', '/b/k/%zz', '/b/k?x', '/../..', '/2013-04-01/healthcheck'],
  ...['/2013-04-01/hostedzone/%/rrset', '/2013-04-01/hostedzone/Z1/rrset/', '/2015-03-31/functions/%C0/aliases'],
];
const contentTypes = [
  ...['application/x-amz-json-1.0', 'application/x-amz-json-1.1', 'application/json', 'application/xml'],
  ...['application/x-www-form-urlencoded', 'application/cbor', 'x', ''],
];

test(`${requestCount} malformed requests all get a clean answer`, async () => {
  const echo = new Echo();
  const unexpected: unknown[] = [];
  const handler = createWireHandler({
    services,
    operations: services.map((service) => echo.implementationOf(service)),
    onUnexpectedError: (error) => unexpected.push(error),
  });
  const operations = new Map(
    services.flatMap((service) => [...service.operations].map(([, each]) => [each.name, each])),
  );
  echo.answerWith(() => sampleOf(operations.get(echo.lastCall?.operation ?? '')?.output ?? unit, 1));
  const random = randomSource(42);
  const statuses = new Set<number>();
  for (let count = 0; count < requestCount; count += 1) {
    const request = randomRequest(random);
    const answer = responseOf(await handler.handle(request));
    statuses.add(answer.status);
    const isClean = answer.status < 500 || answer.status === 501;
    expect(isClean, `${answer.status} ${textOf(answer)} to ${JSON.stringify(request).slice(0, 2000)}`).toBe(true);
    if (answer.status >= 400 && request.method !== 'HEAD') expect(answer.body.byteLength).toBeGreaterThan(0);
  }
  expect(unexpected).toEqual([]);
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 403, 501]));
}, 120_000);

const unit = { kind: 'unit', name: '', traits: {} } as const;

type Random = <Item>(items: readonly Item[]) => Item;

function randomRequest(pick: Random): WireRequest {
  const service = pick(services);
  const operation = pick([...service.operations.keys(), 'Nope', '__proto__', 'constructor', '']);
  const scope = [
    pick(['eu-west-1', '', 'x']),
    pick([service.signingName, service.signingName, 'nope', '', '__proto__']),
  ];
  const target = pick([
    `${service.target}.${operation}`,
    `${service.target}.${operation}`,
    operation,
    '.',
    'a.b.c',
    '',
  ]);
  const headers = {
    ...sometimes(pick, 5, 'authorization', `AWS4-HMAC-SHA256 Credential=AK/20261120/${scope.join('/')}/aws4_request`),
    ...sometimes(pick, 1, 'x-amz-target', target),
    ...sometimes(pick, 3, 'content-type', pick(contentTypes)),
    ...(pick([true, false, false, false, false]) && { 'content-encoding': pick(['gzip', 'aws-chunked', 'br']) }),
    ...(pick([true, false, false, false, false]) && { 'smithy-protocol': 'rpc-v2-cbor' }),
  };
  return {
    method: pick(methods),
    path: pick([...paths, `/service/${service.target}/operation/${operation}`]),
    query: new Map(
      pick<[string, string[]][]>([
        [],
        [['replication', ['']]],
        [['Action', [operation]]],
        [['x-id', ['GetObject']]],
        [['maxitems', ['x']]],
      ]),
    ),
    headers,
    body: Buffer.from(pick(bodies), pick(['latin1', 'utf8'])),
  };
}

/** The header in `weight` of `weight` + 1 cases. */
function sometimes(pick: Random, weight: number, name: string, value: string): Record<string, string> {
  return pick(Array.from({ length: weight + 1 }, (_, index) => index)) === 0 ? {} : { [name]: value };
}

/** The same picks for the same seed (a linear congruential generator). */
function randomSource(seed: number): Random {
  let state = seed;
  return <Item>(items: readonly Item[]) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const item = items[(state >>> 8) % items.length];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
}
