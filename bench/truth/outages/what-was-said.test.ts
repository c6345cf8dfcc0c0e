import { expect, test } from 'vitest';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { calmFleetEntities, regionDownEntities } from '@/lib/domain/testing/sample-entities';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import type { Frame } from '../harness/frame';
import { TruthBook } from '../harness/truth-book';
import { FindingLog } from './finding-log';
import { saidIn } from './statements';
import { TallyBook } from './tally';

const start = Date.parse('2026-11-20T12:10:37Z');

/** A moment of the calm fleet, or of one whose us-east-1 is gone; its truth says how many of Checkout's users are served. */
function momentAt(seconds: number, what: 'calm' | 'lost', servedShare: number): Frame {
  const now = start + seconds * 1000;
  const entities = what === 'calm' ? calmFleetEntities(now) : regionDownEntities(now, { failedFor: 600 });
  const truth = new TruthBook();
  const users = [{ workload: 'checkout', servedShare, servedShareOfLastMinute: servedShare, byRegion: {} }];
  truth.note({ now, faults: [], links: [], stores: [], users });
  return { now, fleet: defaultFleet, entities, overview: buildFleetOverview(entities, now), truth };
}

test('minutes of users are counted by what was true and what was said, so that a wrong green is seen', () => {
  const tally = new TallyBook();
  tally.note(momentAt(0, 'calm', 1));
  tally.note(momentAt(60, 'calm', 0.4));
  tally.note(momentAt(120, 'lost', 0.4));
  tally.note(momentAt(180, 'lost', 1));
  expect(tally.users.get('Checkout')).toEqual({
    unserved: 2,
    unservedAndHealthy: 1,
    unservedAndUnknown: 0,
    saidUnwell: 2,
    saidUnwellAndServed: 1,
  });
  expect(tally.users.has('Catalog')).toBe(false);
});

test('a finding is told once when it is raised and once when it is closed, and not in every frame', () => {
  const log = new FindingLog();
  log.look(momentAt(0, 'calm', 1));
  log.news();
  const isOfRegion = (line: string) => line.includes('): us-east-1 is down');
  log.look(momentAt(60, 'lost', 0));
  expect(log.news().filter(isOfRegion)).toHaveLength(1);
  log.look(momentAt(70, 'lost', 0));
  expect(log.news().filter(isOfRegion)).toEqual([]);
  for (const seconds of [80, 120, 160]) log.look(momentAt(seconds, 'calm', 1));
  expect(log.news().filter(isOfRegion)).toEqual([
    expect.stringMatching(/^finding closed \(critical\): us-east-1 is down/),
  ]);
});

test('calls that fail are named by service and region, not only counted', () => {
  expect(saidIn(momentAt(0, 'calm', 1)).get('sources')).toBe('all answer');
  expect(saidIn(momentAt(0, 'lost', 0)).get('sources')).toMatch(/^failing: .*rds in us-east-1/);
});
