import { describe, expect, test } from 'vitest';
import type { LinkEntity } from '@/lib/domain/entities';
import type { MissingReason } from '@/lib/domain/observation';
import { toMissing, toObserved } from '@/lib/domain/observe';
import { judgedAt } from '@/lib/domain/testing/arbitraries';
import { calmFleetEntities } from '@/lib/domain/testing/sample-entities';
import { seenByPeers, seenByWrites } from './seen-beside';

const now = judgedAt;
const links = calmFleetEntities(now).filter((entity): entity is LinkEntity => entity.kind === 'link');
const cadence = { cadenceSeconds: 10, publishDelaySeconds: 2 };

/** The links of checkout with a marker on its orders. */
const marked = (written: NonNullable<LinkEntity['marker']>['written']) =>
  links.map((link): LinkEntity => {
    if (link.workloadId !== 'checkout' || link.storeId !== 'orders') return link;
    const marker = { by: 'entry-point', targetResource: 'x', written, seen: toMissing<never>('no-data', now), cadence };
    return { ...link, marker } as LinkEntity;
  });
const writes = (written: NonNullable<LinkEntity['marker']>['written']) =>
  seenByWrites('checkout', 'us-east-1', marked(written), now);

describe('writes of the console itself', () => {
  test('pass while a store takes them, and fail when they are sent and not taken', () => {
    expect(writes(toObserved(now - 4000, now - 4000, now, 'console-probe'))).toMatchObject([
      { verdict: 'pass', sentence: '"orders" in us-east-1 takes writes', measuredAt: now - 4000 },
    ]);
    expect(writes(toMissing('timed-out', now - 60_000))).toMatchObject([
      { verdict: 'fail', sentence: expect.stringMatching(/^"orders" in us-east-1 takes no write since .* UTC \(/) },
    ]);
  });

  test('say nothing where they are old, or could not be sent', () => {
    const old = toObserved(now - 600_000, now - 600_000, now - 600_000, 'console-probe');
    const reasons: readonly MissingReason[] = ['not-asked-yet', 'denied', 'clock-skewed'];
    const seen = [writes(old), ...reasons.map((reason) => writes(toMissing(reason, now)))].flat();
    expect(seen.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });

  test('are told of stores with a marker only, and of the region that is asked for', () => {
    expect(seenByWrites('checkout', 'us-east-1', links, now)).toEqual([]);
    const elsewhere = marked(toObserved(now, now, now, 'console-probe'));
    expect(seenByWrites('checkout', 'eu-west-1', elsewhere, now)).toEqual([]);
  });
});

describe('replication towards a region', () => {
  const towards = (change: (link: LinkEntity) => LinkEntity) =>
    seenByPeers(
      'us-west-2',
      links.map((link) => (link.target === 'us-west-2' ? change(link) : link)),
      now,
    );

  test('passes where what peers send arrives, and names those whose writes do not', () => {
    expect(towards((link) => link)).toMatchObject({ verdict: 'pass', sentence: expect.stringContaining('us-east-1') });
    const cut = towards((link) =>
      link.source === 'us-east-1' ? { ...link, copyState: toObserved('not-replicating', now, now, 'aws-api') } : link,
    );
    expect(cut).toMatchObject({
      verdict: 'fail',
      sentence: expect.stringMatching(/^Nothing sent from us-east-1 arrives in us-west-2/),
    });
  });

  test('is not known where nobody tells, and is none where nobody sends', () => {
    expect(
      towards((link) => ({ ...link, copyState: toMissing('unreachable', now), lag: toMissing('unreachable', now) })),
    ).toMatchObject({ verdict: 'unknown' });
    expect(seenByPeers('ca-central-1', links, now)).toBe('none');
  });
});
