import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchDatabaseCluster } from './fetch-database-cluster';

const page = (clusters: string): ScriptedAnswer => ({
  xml: `<DescribeDBClustersResponse><DescribeDBClustersResult><DBClusters>${clusters}</DBClusters></DescribeDBClustersResult></DescribeDBClustersResponse>`,
});
const cluster = (more: string, name = 'shop-usw2') =>
  `<DBCluster><DBClusterIdentifier>${name}</DBClusterIdentifier><Engine>aurora-postgresql</Engine>${more}</DBCluster>`;
const refusal = (code: string): ScriptedAnswer => ({
  xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r-2</RequestId></ErrorResponse>`,
  status: 404,
});

const fetched = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchDatabaseCluster(edge, scriptedScope, 'Shop-usw2'),
  );

describe('a database cluster', () => {
  test('is read with the global database it is part of, whom it follows, and which of its instances writes', async () => {
    const arn = '<DBClusterArn>arn:aws:rds:us-east-1:111122223333:cluster:shop-usw2</DBClusterArn>';
    const part = '<GlobalClusterIdentifier>shop-global</GlobalClusterIdentifier><Status>available</Status>';
    const follows = '<ReplicationSourceIdentifier>arn:aws:rds:eu-west-1:1:cluster:shop</ReplicationSourceIdentifier>';
    const member = (name: string, writes: boolean) =>
      `<DBClusterMember><DBInstanceIdentifier>${name}</DBInstanceIdentifier><IsClusterWriter>${writes}</IsClusterWriter></DBClusterMember>`;
    const members = `<DBClusterMembers>${member('shop-1', false)}${member('shop-2', true)}</DBClusterMembers>`;
    const answer = await fetched(page(cluster(`${arn}${part}${follows}${members}`)));
    expect(expectAnswered(answer).value).toEqual({
      identifier: 'shop-usw2',
      arn: 'arn:aws:rds:us-east-1:111122223333:cluster:shop-usw2',
      region: 'us-east-1',
      engine: 'aurora-postgresql',
      status: 'available',
      globalCluster: 'shop-global',
      follows: 'arn:aws:rds:eu-west-1:1:cluster:shop',
      instances: [
        { identifier: 'shop-1', isWriter: false },
        { identifier: 'shop-2', isWriter: true },
      ],
    });
  });

  test('of which little is told has no instance, follows nobody, and is in no good state', async () => {
    expect(expectAnswered(await fetched(page(cluster('')))).value).toMatchObject({
      status: 'unknown',
      globalCluster: 'none',
      follows: 'nobody',
      instances: [],
    });
  });

  test.each([
    ['AWS says that there is none', refusal('DBClusterNotFoundFault')],
    ['only others are told of', page(cluster('', 'another'))],
  ])('is absent where %s', async (_how, answer) => {
    expect(expectAnswered(await fetched(answer)).value).toBe('absent');
  });

  test('of which another error is told is not known to be absent', async () => {
    expect(await fetched(refusal('InvalidParameterValue'))).toMatchObject({ state: 'failed' });
  });
});
