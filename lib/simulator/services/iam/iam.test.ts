import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  paginateListRoles,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig, serveWorld, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';

let door: WireDoor;
let iam: IAMClient;

beforeAll(async () => {
  door = await serveWorld(worldWith({}));
  iam = new IAMClient(clientConfig(door, 'eu-west-1'));
});
afterAll(() => door.close());

it('lists the three roles that stand ready, page by page', async () => {
  const names: string[] = [];
  for await (const page of paginateListRoles({ client: iam, pageSize: 1 }, {})) {
    expect(page.Roles).toHaveLength(1);
    names.push(page.Roles?.[0]?.RoleName ?? '');
  }
  expect(names).toEqual(['antipode-failover', 'antipode-reader', 'antipode-writer']);
});

it('shows whom a role trusts and what its policy allows', async () => {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'antipode-failover' }));
  expect(Role).toMatchObject({
    Arn: 'arn:aws:iam::111122223333:role/antipode-failover',
    MaxSessionDuration: 3600,
  });
  expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).Statement[0]).toEqual({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': 'antipode-111122223333' } },
  });
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'antipode-failover' }));
  expect(PolicyNames).toEqual(['antipode-failover']);
  const { PolicyDocument } = await iam.send(
    new GetRolePolicyCommand({ RoleName: 'antipode-failover', PolicyName: 'antipode-failover' }),
  );
  const actions = JSON.parse(decodeURIComponent(PolicyDocument ?? '')).Statement.flatMap(
    (statement: { Action: string[] }) => statement.Action,
  );
  expect(actions).toContain('rds:FailoverGlobalCluster');
});

it('knows no other role or policy', async () => {
  await expect(iam.send(new GetRoleCommand({ RoleName: 'nobody' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    $metadata: { httpStatusCode: 404 },
  });
  await expect(
    iam.send(new GetRolePolicyCommand({ RoleName: 'antipode-reader', PolicyName: 'other' })),
  ).rejects.toMatchObject({ name: 'NoSuchEntityException' });
});

it('says beforehand what a role may do', async () => {
  const { EvaluationResults } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: 'arn:aws:iam::111122223333:role/antipode-reader',
      ActionNames: ['rds:DescribeGlobalClusters', 'rds:FailoverGlobalCluster'],
    }),
  );
  expect(EvaluationResults?.map((each) => [each.EvalActionName, each.EvalDecision])).toEqual([
    ['rds:DescribeGlobalClusters', 'allowed'],
    ['rds:FailoverGlobalCluster', 'implicitDeny'],
  ]);
});
