import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchUnplannedSnapshots } from './fetch-unplanned-snapshots';

const page = (snapshots: string): ScriptedAnswer => ({
  xml: `<DescribeDBClusterSnapshotsResponse><DescribeDBClusterSnapshotsResult><DBClusterSnapshots>${snapshots}</DBClusterSnapshots></DescribeDBClusterSnapshotsResult></DescribeDBClusterSnapshotsResponse>`,
});
const snapshot = (name: string, more = '<SnapshotCreateTime>2026-11-20T12:10:00Z</SnapshotCreateTime>') =>
  `<DBClusterSnapshot><DBClusterSnapshotIdentifier>${name}</DBClusterSnapshotIdentifier><DBClusterIdentifier>checkout-use1</DBClusterIdentifier>${more}</DBClusterSnapshot>`;
const refusal = (code: string): ScriptedAnswer => ({
  xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r-2</RequestId></ErrorResponse>`,
  status: 404,
});
const kept = 'rds:unplanned-global-failover-checkout-use1-2026-11-20-12-10-00';

const fetched = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchUnplannedSnapshots(edge, scriptedScope, 'checkout-use1'),
  );

describe('what AWS kept of a cluster that was given up', () => {
  test('is told by its name, and no snapshot of another kind is', async () => {
    const answer = await fetched(page(snapshot(kept) + snapshot('rds:checkout-use1-2026-11-20-03-00')));
    expect(expectAnswered(answer).value).toEqual([
      { identifier: kept, cluster: 'checkout-use1', takenAt: Date.parse('2026-11-20T12:10:00Z') },
    ]);
  });

  test('without a date is there all the same, of an unknown one', async () => {
    expect(expectAnswered(await fetched(page(snapshot(kept, '')))).value).toMatchObject([{ takenAt: 'unknown' }]);
  });

  test('is nothing where the cluster is not there any more', async () => {
    expect(expectAnswered(await fetched(refusal('DBClusterNotFoundFault'))).value).toEqual([]);
  });

  test('is not known where the call is refused, which is no answer that there is none', async () => {
    expect(await fetched(refusal('AccessDenied'))).toMatchObject({ state: 'denied' });
  });
});
