import { Agent } from 'node:http';
import {
  CreateMultiRegionAccessPointCommand,
  GetMultiRegionAccessPointCommand,
  GetMultiRegionAccessPointRoutesCommand,
  ListMultiRegionAccessPointsCommand,
  type MultiRegionAccessPointRoute,
  S3ControlClient,
  SubmitMultiRegionAccessPointRoutesCommand,
} from '@aws-sdk/client-s3-control';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
beforeEach(async () => {
  simulator = await startTestSimulator();
}, 60_000);
afterEach(() => simulator.stop());

const AccountId = '111122223333';

/** The client puts the account before the host's name: `*.localhost` is this machine, whatever its resolver knows. */
function control(region: string, patienceMs?: number) {
  const httpAgent = new Agent({
    lookup: (_name, { all }, found) =>
      all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4),
  });
  const requestHandler = new NodeHttpHandler({ httpAgent, requestTimeout: patienceMs, throwOnRequestTimeout: true });
  const endpoint = `http://localhost:${simulator.port}`;
  return new S3ControlClient({ ...clientConfig(simulator, region), endpoint, requestHandler });
}

async function arnOf(): Promise<string> {
  const { AccessPoints = [] } = await control('us-west-2').send(new ListMultiRegionAccessPointsCommand({ AccountId }));
  return `arn:aws:s3::${AccountId}:accesspoint/${AccessPoints[0]?.Alias}`;
}

async function dialsAt(region: string, Mrap: string, patienceMs?: number) {
  const { Routes } = await control(region, patienceMs).send(
    new GetMultiRegionAccessPointRoutesCommand({ AccountId, Mrap }),
  );
  return Routes?.map((each) => [each.Bucket, each.Region, each.TrafficDialPercentage]);
}

function submit(Mrap: string, RouteUpdates: MultiRegionAccessPointRoute[], region = 'us-west-2') {
  return control(region).send(new SubmitMultiRegionAccessPointRoutesCommand({ AccountId, Mrap, RouteUpdates }));
}

const calm = [
  ['acme-media-use1', 'us-east-1', 100],
  ['acme-media-usw2', 'us-west-2', 100],
];

it('lists and describes access points in us-west-2, with the buckets behind them, and nowhere else', async () => {
  const west = control('us-west-2');
  const { AccessPoints, NextToken } = await west.send(new ListMultiRegionAccessPointsCommand({ AccountId }));
  const { AccessPoint } = await west.send(new GetMultiRegionAccessPointCommand({ AccountId, Name: 'acme-media' }));
  expect(AccessPoints).toEqual([AccessPoint]);
  expect(NextToken).toBeUndefined();
  expect(AccessPoint).toMatchObject({ Status: 'READY', Alias: expect.stringMatching(/^[a-z][a-z0-9]{12}\.mrap$/) });
  expect(AccessPoint?.Regions?.map(({ Bucket, Region }) => [Bucket, Region])).toEqual(
    calm.map(([bucket, region]) => [bucket, region]),
  );
  const nobody = new GetMultiRegionAccessPointCommand({ AccountId, Name: 'nobody' });
  await expect(west.send(nobody)).rejects.toMatchObject({ name: 'NoSuchMultiRegionAccessPoint' });
  const elsewhere = control('eu-central-1').send(new ListMultiRegionAccessPointsCommand({ AccountId }));
  await expect(elsewhere).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: expect.stringContaining('us-west-2 only'),
  });
});

describe('routes', () => {
  it('are switched at any of five endpoints and seen at all of them; what is not named stays as it is', async () => {
    const arn = await arnOf();
    expect(await dialsAt('us-east-1', arn)).toEqual(calm);
    await submit(arn, [{ Region: 'us-east-1', TrafficDialPercentage: 0 }], 'ap-northeast-1');
    const failedOver = [['acme-media-use1', 'us-east-1', 0], calm[1]];
    for (const region of ['us-east-1', 'us-west-2', 'ap-southeast-2', 'ap-northeast-1', 'eu-west-1']) {
      expect(await dialsAt(region, arn)).toEqual(failedOver);
    }
    await submit(arn, [{ Bucket: 'acme-media-use1', TrafficDialPercentage: 100 }]);
    expect(await dialsAt('eu-west-1', arn)).toEqual(calm);
  });

  it('are changed while us-east-1 is lost and the control planes of us-west-2 are down', async () => {
    const arn = await arnOf();
    simulator.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    simulator.world.injectFault({ kind: 'control-planes-down', region: 'us-west-2' });
    const list = new ListMultiRegionAccessPointsCommand({ AccountId });
    await expect(control('us-west-2').send(list)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    await expect(dialsAt('us-east-1', arn, 300)).rejects.toMatchObject({ name: 'TimeoutError' });
    await submit(arn, [{ Region: 'us-east-1', TrafficDialPercentage: 0 }], 'us-west-2');
    expect(await dialsAt('eu-west-1', arn)).toEqual([['acme-media-use1', 'us-east-1', 0], calm[1]]);
  });

  it('never all become passive, and a change that is refused changes nothing', async () => {
    const arn = await arnOf();
    const refused: MultiRegionAccessPointRoute[][] = [
      calm.map(([Bucket]) => ({ Bucket: String(Bucket), TrafficDialPercentage: 0 })),
      [{ Region: 'us-east-1', TrafficDialPercentage: 50 }],
      [{ Region: 'eu-west-1', TrafficDialPercentage: 0 }],
      [{ Bucket: 'acme-media-use1', Region: 'us-west-2', TrafficDialPercentage: 0 }],
      [{ TrafficDialPercentage: 0 }],
      [
        { Region: 'us-east-1', TrafficDialPercentage: 0 },
        { Bucket: 'nobody', TrafficDialPercentage: 0 },
      ],
    ];
    for (const updates of refused) await expect(submit(arn, updates)).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(submit(`${arn}x`, [])).rejects.toMatchObject({ name: 'NoSuchMultiRegionAccessPoint' });
    expect(await dialsAt('us-west-2', arn)).toEqual(calm);
  });

  it('are no business of another region’s endpoint, nor of another account', async () => {
    const arn = await arnOf();
    await expect(dialsAt('eu-central-1', arn)).rejects.toMatchObject({ name: 'InvalidRequest' });
    const foreign = control('us-west-2').send(
      new GetMultiRegionAccessPointRoutesCommand({ AccountId: '444455556666', Mrap: arn }),
    );
    await expect(foreign).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

it('says of what it does not do that it is not simulated', async () => {
  const create = new CreateMultiRegionAccessPointCommand({
    AccountId,
    ClientToken: 'x',
    Details: { Name: 'x', Regions: [{ Bucket: 'acme-media-use1' }] },
  });
  await expect(control('us-west-2').send(create)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
});
