import { describe, expect, test, vi } from 'vitest';
import { MalformedInput } from './errors';
import { buildRoutes, matchRoute } from './routes';
import { loadServices, type ServiceId } from './service-table';
import { signedRequest } from './testing/requests';

// Loading the schemas of a large service takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

async function find(id: ServiceId, method: string, url: string, headers: Record<string, string> = {}) {
  const [service] = await loadServices([id]);
  if (!service) throw new Error(`${id} is not loaded`);
  const [path = '', queryString = ''] = url.split('?');
  const query = new Map([...new URLSearchParams(queryString)].map(([name, value]) => [name, [value]]));
  const match = matchRoute(buildRoutes(service), signedRequest(id, { method, path, query, headers }));
  return match && [match.operation.name, Object.fromEntries(match.labels)];
}

describe('a REST request finds its operation', () => {
  test.each([
    ['GET', '/b/a%20b/c', 'GetObject', { Bucket: 'b', Key: 'a b/c' }],
    ['GET', '/b/k?tagging', 'GetObjectTagging', { Bucket: 'b', Key: 'k' }],
    ['GET', '/b?list-type=2', 'ListObjectsV2', { Bucket: 'b' }],
    ['GET', '/b', 'ListObjects', { Bucket: 'b' }],
    ['GET', '/b/?replication', 'GetBucketReplication', { Bucket: 'b' }],
    ['GET', '/?x-id=ListBuckets', 'ListBuckets', {}],
    ['PUT', '/b/k?partNumber=1&uploadId=u', 'UploadPart', { Bucket: 'b', Key: 'k' }],
  ])('S3 %s %s is %s', async (method, url, operation, labels) => {
    expect(await find('S3', method, url)).toEqual([operation, labels]);
  });

  test('headers that an operation requires tell a copy from an upload', async () => {
    expect(await find('S3', 'PUT', '/b/k', { 'x-amz-copy-source': 'c/k' })).toEqual([
      'CopyObject',
      { Bucket: 'b', Key: 'k' },
    ]);
  });

  test('a literal in the path wins over a label', async () => {
    expect(await find('Route 53', 'GET', '/2013-04-01/healthcheckcount')).toEqual(['GetHealthCheckCount', {}]);
    expect(await find('Route 53', 'GET', '/2013-04-01/hostedzone/Z1')).toEqual(['GetHostedZone', { Id: 'Z1' }]);
  });

  test('a label may hold slashes and still have something after it', async () => {
    const instances = '/v20180820/mrap/instances';
    const arn = 'arn:aws:s3::111122223333:accesspoint/m1.mrap';
    expect(await find('S3 Control', 'GET', `${instances}/${arn}/routes`)).toEqual([
      'GetMultiRegionAccessPointRoutes',
      { Mrap: arn },
    ]);
    expect(await find('S3 Control', 'GET', `${instances}/media/policy`)).toEqual([
      'GetMultiRegionAccessPointPolicy',
      { Name: 'media' },
    ]);
    expect(await find('S3 Control', 'GET', `${instances}/media`)).toEqual([
      'GetMultiRegionAccessPoint',
      { Name: 'media' },
    ]);
    expect(await find('S3 Control', 'PATCH', `${instances}/routes`)).toBeUndefined();
  });

  test('and none where there is none', async () => {
    expect(await find('Route 53', 'GET', '/2013-04-01/nothing')).toBeUndefined();
    expect(await find('Route 53', 'PATCH', '/2013-04-01/hostedzone/Z1')).toBeUndefined();
  });

  test('broken percent-encoding is refused', async () => {
    await expect(find('Route 53', 'GET', '/2013-04-01/hostedzone/%zz')).rejects.toThrow(MalformedInput);
  });
});
