import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListServiceQuotasCommand,
  paginateListServiceQuotas,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig, serveWorld, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';

const vcpus = { ServiceCode: 'ec2', QuotaCode: 'L-1216C47A' };
let door: WireDoor;
const quotasIn = (region: string) => new ServiceQuotasClient(clientConfig(door, region));

beforeAll(async () => {
  door = await serveWorld(worldWith({}));
});
afterAll(() => door.close());

async function valueIn(region: string) {
  const { Quota } = await quotasIn(region).send(new GetServiceQuotaCommand(vcpus));
  return Quota?.Value;
}

it('lets the standby region start fewer instances than the region it stands by for', async () => {
  expect(await valueIn('us-east-1')).toBe(256);
  expect(await valueIn('eu-central-1')).toBe(256);
  expect(await valueIn('us-west-2')).toBe(32);
  const { Quota } = await quotasIn('us-west-2').send(new GetAWSDefaultServiceQuotaCommand(vcpus));
  expect(Quota).toMatchObject({ Value: 5, Adjustable: true, GlobalQuota: false });
});

it('lists the quotas of a service page by page', async () => {
  const codes: string[] = [];
  const config = { client: quotasIn('eu-west-1'), pageSize: 1 };
  for await (const page of paginateListServiceQuotas(config, { ServiceCode: 'rds' })) {
    expect(page.Quotas).toHaveLength(1);
    codes.push(page.Quotas?.[0]?.QuotaCode ?? '');
  }
  expect(codes).toEqual(['L-7B6409FD', 'L-952B80B8']);
});

it('keeps the quotas of global services in us-east-1', async () => {
  const wanted = new ListServiceQuotasCommand({ ServiceCode: 'route53' });
  expect((await quotasIn('us-east-1').send(wanted)).Quotas?.[0]).toMatchObject({ GlobalQuota: true, Value: 200 });
  await expect(quotasIn('us-west-2').send(wanted)).rejects.toMatchObject({ name: 'NoSuchResourceException' });
});

it('refuses rubbish tokens and unknown quotas', async () => {
  const client = quotasIn('us-east-1');
  await expect(
    client.send(new ListServiceQuotasCommand({ ServiceCode: 'ec2', NextToken: 'rubbish' })),
  ).rejects.toMatchObject({ name: 'InvalidPaginationTokenException' });
  await expect(client.send(new GetServiceQuotaCommand({ ...vcpus, QuotaCode: 'L-0' }))).rejects.toMatchObject({
    name: 'NoSuchResourceException',
  });
});
