import { describe, expect, it } from 'vitest';
import { buildFleet, findDefaultFleet } from './build-fleet';
import { defaultFleet } from './default-fleet';
import { openWorld } from './open-world';
import { applyRecordChanges, RecordChangeError } from './record-changes';
import { birthOfTests, pass, usersOf } from './testing-worlds';
import type { RecordChange, RecordSet, World } from './types';

const zone = 'Z0ACMEEXAMPLE01';
const note: RecordSet = { name: 'note.acme.example', type: 'TXT', ttlSeconds: 60, values: ['"hello"'] };

function refusalOf(changes: readonly RecordChange[], records: readonly RecordSet[] = [note]): RecordChangeError {
  try {
    applyRecordChanges(findDefaultFleet(), records, changes);
  } catch (error) {
    if (error instanceof RecordChangeError) return error;
    throw error;
  }
  throw new Error('The batch was not refused.');
}

describe('a batch of record changes', () => {
  it('is listed at once, answered by the name servers within a minute, and INSYNC then', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    const { changeId, submittedAt } = world.changeRecords(zone, [{ action: 'CREATE', record: note }]);
    expect(submittedAt).toBe(world.now);
    expect(world.hostedZones(world.accountId)[0]?.records).toContainEqual(note);
    expect(world.changeStatus(changeId)).toBe('PENDING');
    expect(world.resolve(note.name, 'TXT', 'eu-west-1').outcome).toBe('no-such-name');
    let waited = 0;
    while (world.changeStatus(changeId) === 'PENDING' && waited < 100) {
      pass(world, 1);
      waited += 1;
    }
    expect(waited).toBeGreaterThan(10);
    expect(waited).toBeLessThan(61);
    expect(world.resolve(note.name, 'TXT', 'eu-west-1').records[0]?.value).toBe('hello');
    expect(world.changeStatus('C-unheard-of')).toBeUndefined();
  });

  it('changes nothing when any change of it is refused', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    const before = world.hostedZones(world.accountId);
    const batch: RecordChange[] = [
      { action: 'CREATE', record: note },
      { action: 'DELETE', record: { ...note, name: 'absent.acme.example' } },
    ];
    expect(() => world.changeRecords(zone, batch)).toThrow(RecordChangeError);
    expect(world.hostedZones(world.accountId)).toEqual(before);
  });

  it('is refused with one sentence per bad change', () => {
    const error = refusalOf([
      { action: 'CREATE', record: note },
      { action: 'DELETE', record: { ...note, values: ['"other"'] } },
      { action: 'UPSERT', record: { ...note, name: 'outside.example' } },
      { action: 'UPSERT', record: { ...note, name: 'a.acme.example', type: 'A', values: ['300.1.1.1'] } },
      { action: 'UPSERT', record: { ...note, name: 'b.acme.example', weight: 3 } },
      { action: 'UPSERT', record: { name: 'c.acme.example', type: 'A', values: ['192.0.2.1'] } },
    ]);
    expect(error.code).toBe('InvalidChangeBatch');
    expect(error.messages).toHaveLength(6);
    expect(error.messages[0]).toContain('already exists');
    expect(error.messages[1]).toContain('do not match the current values');
    expect(error.messages[2]).toContain('not permitted in zone');
  });

  it('is refused when it would mix routing policies, add to a CNAME, or alias nothing', () => {
    const primary: RecordSet = { ...note, setIdentifier: 'p', failover: 'PRIMARY' };
    expect(refusalOf([{ action: 'CREATE', record: primary }]).messages[0]).toContain('mixes routing policies');
    const second: RecordSet = { ...primary, setIdentifier: 'q' };
    expect(refusalOf([{ action: 'CREATE', record: second }], [primary]).messages[0]).toContain(
      'different failover values',
    );
    const cname: RecordSet = { name: note.name, type: 'CNAME', ttlSeconds: 60, values: ['www.acme.example'] };
    expect(refusalOf([{ action: 'CREATE', record: cname }]).messages[0]).toContain('CNAME');
    const alias = { hostedZoneId: zone, dnsName: 'gone.acme.example', evaluateTargetHealth: false };
    expect(
      refusalOf([{ action: 'CREATE', record: { name: 'x.acme.example', type: 'A', alias } }]).messages[0],
    ).toContain('does not exist');
    expect(refusalOf([]).code).toBe('InvalidChangeBatch');
  });

  it('deletes a record given exactly as it stands', () => {
    expect(
      applyRecordChanges(
        findDefaultFleet(),
        [note],
        [{ action: 'DELETE', record: { ...note, name: 'NOTE.acme.example.' } }],
      ),
    ).toEqual([]);
  });

  it('is refused for a zone or a health check that does not exist', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    expect(() => world.changeRecords('Z1', [{ action: 'CREATE', record: note }])).toThrow(
      expect.objectContaining({ code: 'NoSuchHostedZone' }),
    );
    const checked = { ...note, setIdentifier: 'a', weight: 1, healthCheckId: 'none' };
    expect(() => world.changeRecords(zone, [{ action: 'CREATE', record: checked }])).toThrow(
      expect.objectContaining({ code: 'NoSuchHealthCheck' }),
    );
  });

  it('moves users over the TTL once it is answered, and all but a stubborn few are gone after it', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    moveCheckout(world);
    pass(world, 30);
    const half = usersOf(world, 'checkout').byRegion['us-east-1'] ?? 0;
    expect(half).toBeGreaterThan(0.4);
    expect(half).toBeLessThan(0.6);
    pass(world, 60);
    const rest = usersOf(world, 'checkout').byRegion['us-east-1'] ?? 0;
    expect(rest).toBeCloseTo(0.03, 4);
    pass(world, 240);
    expect(usersOf(world, 'checkout').byRegion['us-east-1']).toBeCloseTo(0.03, 4);
    pass(world, 360);
    const left = usersOf(world, 'checkout').byRegion['us-east-1'] ?? 0;
    expect(left).toBeGreaterThan(0.005);
    expect(left).toBeLessThan(0.025);
    pass(world, 360);
    expect(usersOf(world, 'checkout').byRegion['us-east-1']).toBe(0);
  });

  it('moves everybody over the TTL where a fleet has no resolvers that hold answers too long', () => {
    const fleet = buildFleet({ ...defaultFleet, resolvers: { stubbornShare: 0, holdSeconds: [300, 900] } });
    const world = openWorld({ seed: 1, now: birthOfTests, fleet });
    moveCheckout(world);
    pass(world, 90);
    expect(usersOf(world, 'checkout').byRegion['us-east-1']).toBe(0);
  });

  function moveCheckout(world: World): void {
    const records = world.hostedZones(world.accountId)[0]?.records ?? [];
    const primary = records.find((each) => each.name === 'checkout.acme.example' && each.failover === 'PRIMARY');
    const target = world.loadBalancers('us-west-2', world.accountId).find((each) => each.workload === 'checkout');
    if (primary?.alias === undefined || target === undefined) throw new Error('The fleet has no checkout to move.');
    const moved = { ...primary, alias: { ...primary.alias, dnsName: target.dnsName } };
    const { changeId } = world.changeRecords(zone, [{ action: 'UPSERT', record: moved }]);
    while (world.changeStatus(changeId) === 'PENDING') pass(world, 1);
  }
});
