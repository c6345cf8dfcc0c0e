import { CloudFrontClient, GetDistributionCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, testNow, worldWith } from '../../testing/test-simulator';

let simulator: RunningSimulator;
let client: CloudFrontClient;

beforeAll(async () => {
  simulator = await startTestSimulator();
  // CloudFront is global: it is served from us-east-1 wherever the client says it is.
  client = new CloudFrontClient(clientConfig(simulator, 'eu-west-1'));
});
afterAll(() => simulator.stop());

it('describes the distribution of the storefront with its origins in the order they are tried', async () => {
  const { Distribution, ETag } = await client.send(new GetDistributionCommand({ Id: 'E1STOREFRONT01' }));
  expect(ETag).toMatch(/^[A-Z0-9]{13}$/);
  expect(Distribution).toMatchObject({
    ARN: 'arn:aws:cloudfront::111122223333:distribution/E1STOREFRONT01',
    Status: 'Deployed',
  });
  const config = Distribution?.DistributionConfig;
  expect(config?.Origins?.Items?.map((origin) => origin.DomainName)).toEqual([
    'use1.storefront.acme.example',
    'usw2.storefront.acme.example',
  ]);
  expect(config?.OriginGroups?.Items?.[0]?.Members?.Items?.map((member) => member.OriginId)).toEqual(
    config?.Origins?.Items?.map((origin) => origin.Id),
  );
  expect(config?.OriginGroups?.Items?.[0]?.FailoverCriteria?.StatusCodes?.Items).toEqual([500, 502, 503, 504]);
  await expect(client.send(new GetDistributionCommand({ Id: 'E2' }))).rejects.toMatchObject({
    name: 'NoSuchDistribution',
    $metadata: { httpStatusCode: 404 },
  });
});

it('lists distributions page by page', async () => {
  const [distribution] = simulator.world.distributions(simulator.world.accountId);
  if (distribution === undefined) throw new Error('the default fleet has a distribution');
  const distributions = Array.from({ length: 5 }, (_, index) => ({ ...distribution, id: `E${index}` }));
  const door = await serveWorld(worldWith({ distributions: () => distributions }));
  const paged = new CloudFrontClient(clientConfig(door, 'us-east-1'));
  const pages: (string | undefined)[][] = [];
  let Marker: string | undefined;
  do {
    const { DistributionList } = await paged.send(new ListDistributionsCommand({ MaxItems: 2, Marker }));
    pages.push((DistributionList?.Items ?? []).map((each) => each.Id));
    Marker = DistributionList?.NextMarker;
  } while (Marker !== undefined);
  expect(pages).toEqual([['E0', 'E1'], ['E2', 'E3'], ['E4']]);
  await expect(paged.send(new ListDistributionsCommand({ Marker: 'E9' }))).rejects.toMatchObject({
    name: 'InvalidArgument',
  });
  await door.close();
});

it('publishes its metrics in us-east-1 for the region Global, and nowhere else', async () => {
  const ask = async (region: string, MetricName: string) =>
    new CloudWatchClient(clientConfig(simulator, region))
      .send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/CloudFront',
          MetricName,
          Dimensions: [
            { Name: 'DistributionId', Value: 'E1STOREFRONT01' },
            { Name: 'Region', Value: 'Global' },
          ],
          StartTime: new Date(testNow - 1_200_000),
          EndTime: new Date(testNow),
          Period: 60,
          Statistics: ['Average', 'Sum'],
        }),
      )
      .then(({ Datapoints = [] }) => Datapoints);
  expect((await ask('us-east-1', 'Requests')).every(({ Sum }) => (Sum ?? 0) > 10_000)).toBe(true);
  const errors = await ask('us-east-1', '5xxErrorRate');
  expect(errors.length).toBeGreaterThan(10);
  expect(errors.every(({ Average, Unit }) => (Average ?? 1) < 0.1 && Unit === 'Percent')).toBe(true);
  const total = await ask('us-east-1', 'TotalErrorRate');
  expect(total.every(({ Average }) => (Average ?? 0) > 0.8 && (Average ?? 0) < 1)).toBe(true);
  expect(await ask('us-west-2', 'Requests')).toEqual([]);
});
