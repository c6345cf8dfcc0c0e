import { expect, test } from 'vitest';
import { parseOwnEndpoint } from './own-endpoint';

const cluster = 'https://c0ffee.route53-recovery-cluster.us-west-2.amazonaws.com/v1';

test('an endpoint of a routing cluster is taken as AWS gives it', () => {
  expect(parseOwnEndpoint(cluster, 'us-west-2')).toBe(cluster);
  const china = 'https://c0ffee.route53-recovery-cluster.cn-north-1.amazonaws.com.cn/v1';
  expect(parseOwnEndpoint(china, 'cn-north-1')).toBe(china);
});

test.each([
  ['the region of another endpoint', cluster, 'eu-west-1'],
  ['plain http', cluster.replace('https', 'http'), 'us-west-2'],
  ['another host', 'https://us-west-2.amazonaws.com.evil.example/v1', 'us-west-2'],
  ['a host that only ends alike', 'https://us-west-2.notamazonaws.com/v1', 'us-west-2'],
  ['a password', cluster.replace('https://', 'https://a:b@'), 'us-west-2'],
  ['no address', 'nonsense', 'us-west-2'],
])('nothing signed is sent to %s', (_what, endpoint, region) => {
  expect(() => parseOwnEndpoint(endpoint, region)).toThrow(`not an https address of AWS in ${region}`);
});
