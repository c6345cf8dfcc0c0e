import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchDatabaseInstance } from './fetch-database-instance';

const page = (instances: string): ScriptedAnswer => ({
  xml: `<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances>${instances}</DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>`,
});
const instance = (more: string, name = 'index-usw2') =>
  `<DBInstance><DBInstanceIdentifier>${name}</DBInstanceIdentifier><Engine>mysql</Engine>${more}</DBInstance>`;
const refusal = (code: string): ScriptedAnswer => ({
  xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r-2</RequestId></ErrorResponse>`,
  status: 404,
});

const fetched = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchDatabaseInstance(edge, scriptedScope, 'index-usw2'),
  );

describe('a database instance', () => {
  test('is read with whom it follows, by ARN from another region, and with who follows it', async () => {
    const follows =
      '<ReadReplicaSourceDBInstanceIdentifier>arn:aws:rds:eu-west-1:111122223333:db:index-euw1</ReadReplicaSourceDBInstanceIdentifier>';
    const followed =
      '<ReadReplicaDBInstanceIdentifiers><ReadReplicaDBInstanceIdentifier>local</ReadReplicaDBInstanceIdentifier></ReadReplicaDBInstanceIdentifiers>';
    const answer = await fetched(page(instance(`<DBInstanceStatus>available</DBInstanceStatus>${follows}${followed}`)));
    expect(expectAnswered(answer).value).toEqual({
      identifier: 'index-usw2',
      region: 'us-east-1',
      engine: 'mysql',
      status: 'available',
      follows: { identifier: 'index-euw1', region: 'eu-west-1' },
      replicas: [{ identifier: 'local', region: 'us-east-1' }],
    });
  });

  test('is read with what may be done to it, and nothing is made up where AWS leaves it out', async () => {
    const told =
      '<DBInstanceArn>arn:aws:rds:us-east-1:111122223333:db:index-usw2</DBInstanceArn><DBInstanceClass>db.m6g.large</DBInstanceClass><StorageEncrypted>true</StorageEncrypted><DeletionProtection>true</DeletionProtection><BackupRetentionPeriod>0</BackupRetentionPeriod><StatusInfos><DBInstanceStatusInfo><StatusType>read replication</StatusType><Normal>true</Normal><Status>replicating</Status></DBInstanceStatusInfo></StatusInfos>';
    expect(expectAnswered(await fetched(page(instance(told)))).value).toMatchObject({
      arn: 'arn:aws:rds:us-east-1:111122223333:db:index-usw2',
      instanceClass: 'db.m6g.large',
      isEncrypted: true,
      deletionProtection: 'on',
      backupDays: 0,
      replication: 'replicating',
    });
    const bare = expectAnswered(await fetched(page(instance('')))).value;
    for (const name of ['arn', 'isEncrypted', 'deletionProtection', 'backupDays', 'replication']) {
      expect(Object.keys(bare)).not.toContain(name);
    }
  });

  test('without a status is in an unknown one, and never in a good one', async () => {
    const { value } = expectAnswered(await fetched(page(instance(''))));
    expect(value).toMatchObject({ status: 'unknown', follows: 'nobody', replicas: [] });
  });

  test.each([
    ['AWS says that there is none', refusal('DBInstanceNotFound')],
    ['AWS says so by the name of the fault', refusal('DBInstanceNotFoundFault')],
    ['only others are told of', page(instance('', 'another'))],
  ])('is absent where %s', async (_how, answer) => {
    expect(expectAnswered(await fetched(answer)).value).toBe('absent');
  });

  test('of which another error is told is not known to be absent', async () => {
    expect(await fetched(refusal('InvalidParameterValue'))).toMatchObject({ state: 'failed' });
  });
});
