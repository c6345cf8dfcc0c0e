import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeBody } from './body';
import { MalformedInput } from './errors';
import { signedRequest } from './testing/requests';

function decode(headers: Record<string, string>, body: string | Uint8Array): string {
  return Buffer.from(decodeBody(signedRequest('s3', { headers, body }))).toString();
}

test('a plain body stays as it is', () => expect(decode({}, 'abc')).toBe('abc'));

test('gzip is undone', () => expect(decode({ 'content-encoding': 'gzip' }, gzipSync('abc'))).toBe('abc'));

test('chunks are joined; signatures and trailers are dropped', () => {
  const chunked = '3;chunk-signature=x\r\nabc\r\n2\r\nde\r\n0\r\nx-amz-checksum-crc32:y\r\n\r\n';
  expect(decode({ 'content-encoding': 'aws-chunked' }, chunked)).toBe('abcde');
  expect(decode({ 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }, chunked)).toBe('abcde');
});

test.each(['', '3\r\nab', 'zz\r\nab\r\n', '-1\r\n', 'ffffffff\r\nab'])('broken chunks are refused: %j', (chunked) => {
  expect(() => decode({ 'content-encoding': 'aws-chunked' }, chunked)).toThrow(MalformedInput);
});
