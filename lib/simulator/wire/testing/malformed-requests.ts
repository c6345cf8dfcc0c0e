import type { WireRequest } from '../call';
import type { Service } from '../service';

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

/** Picks one of some items. */
export type Random = <Item>(items: readonly Item[]) => Item;

/** A request that is wrong in some way or another, most of the time; signed with that key for one of the services. */
export function malformedRequest(pick: Random, services: readonly Service[], accessKeyId: string): WireRequest {
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
    ...sometimes(
      pick,
      5,
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261120/${scope.join('/')}/aws4_request`,
    ),
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
export function randomSource(seed: number): Random {
  let state = seed;
  return <Item>(items: readonly Item[]) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const item = items[(state >>> 8) % items.length];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
}
