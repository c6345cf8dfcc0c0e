import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { fetchGlobalTable } from './fetch-global-table';

const table = {
  TableName: 'user-sessions',
  TableArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/user-sessions',
  TableStatus: 'ACTIVE',
  ItemCount: 12,
  TableSizeBytes: 3400,
  Replicas: [{ RegionName: 'us-west-2', ReplicaStatus: 'ACTIVE' }],
};

const fetchFrom = (Table: unknown) =>
  withScriptedEdge(
    () => ({ json: { Table } }),
    (edge) => fetchGlobalTable(edge, scriptedScope, 'user-sessions'),
  );

describe('a global table', () => {
  test('includes the asked region, which AWS may leave out of the replicas', async () => {
    expect(expectAnswered(await fetchFrom(table)).value).toEqual({
      name: 'user-sessions',
      arn: table.TableArn,
      consistency: 'eventual',
      replicas: [
        { region: 'us-east-1', status: 'active' },
        { region: 'us-west-2', status: 'active' },
      ],
      witnesses: [],
      itemCount: 12,
      sizeBytes: 3400,
    });
  });

  test('has the asked region once, with the state of the replica, where AWS lists it', async () => {
    const Replicas = [{ RegionName: 'us-east-1', ReplicaStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' }];
    expect(expectAnswered(await fetchFrom({ ...table, Replicas })).value).toMatchObject({
      replicas: [{ region: 'us-east-1', status: 'inaccessible-encryption-credentials' }],
    });
  });

  test('says since when a replica cannot be reached, where AWS says it, and nothing where it does not', async () => {
    const ReplicaInaccessibleDateTime = 1_764_324_000;
    const disabled = { RegionName: 'us-west-2', ReplicaStatus: 'REGION_DISABLED' };
    const replicasOf = async (wire: object) => expectAnswered(await fetchFrom({ ...table, Replicas: [wire] })).value;
    expect(await replicasOf({ ...disabled, ReplicaInaccessibleDateTime })).toMatchObject({
      replicas: [{ region: 'us-east-1' }, { status: 'region-disabled', inaccessibleSince: 1_764_324_000_000 }],
    });
    expect(await replicasOf(disabled)).toMatchObject({
      replicas: [{ region: 'us-east-1' }, { region: 'us-west-2', status: 'region-disabled' }],
    });
  });

  test('with a replica state that is new to the console never passes for active', async () => {
    const Replicas = [{ RegionName: 'us-west-2', ReplicaStatus: 'RESTING' }, { RegionName: 'eu-west-1' }];
    expect(expectAnswered(await fetchFrom({ ...table, TableStatus: undefined, Replicas })).value).toMatchObject({
      replicas: [{ status: 'unknown' }, { status: 'unknown' }, { status: 'unknown' }],
    });
  });

  test('names the witness of its writes, which is active only when AWS says so', async () => {
    const GlobalTableWitnesses = [{ RegionName: 'us-east-2', WitnessStatus: 'ACTIVE' }, { RegionName: 'us-east-3' }];
    expect(expectAnswered(await fetchFrom({ ...table, GlobalTableWitnesses })).value).toMatchObject({
      witnesses: [
        { region: 'us-east-2', status: 'active' },
        { region: 'us-east-3', status: 'unknown' },
      ],
    });
  });

  test('that is strongly consistent says so', async () => {
    expect(expectAnswered(await fetchFrom({ ...table, MultiRegionConsistency: 'STRONG' })).value).toMatchObject({
      consistency: 'strong',
    });
  });

  test('that does not exist in the region is an answer, not a failure', async () => {
    const missing = { json: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException' }, status: 400 };
    const answer = await withScriptedEdge(
      () => missing,
      (edge) => fetchGlobalTable(edge, scriptedScope, 'user-sessions'),
    );
    expect(answer).toEqual({ state: 'answered', value: 'absent', notices: [] });
  });

  test('that came empty is a failure', async () => {
    expect((await fetchFrom({})).state).toBe('failed');
  });
});
