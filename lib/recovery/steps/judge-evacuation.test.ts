import { describe, expect, test } from 'vitest';
import type { GlobalTable } from '@/lib/aws';
import type { LinkEntity } from '@/lib/domain/entities';
import { toMissing, toObserved } from '@/lib/domain/observe';
import { sampleLink } from '@/lib/domain/testing/arbitraries';
import { evictionOf, judgeDrain, sayWhatIsLeft, troubleOfTarget } from './judge-evacuation';

const now = Date.UTC(2026, 10, 28, 12, 10);
const begunAt = now - 300_000;
const quiet = now - 120_000;
const seen = <T>(value: T, at: number) => toObserved(value, at, at + 60_000, 'cloudwatch');
const spec = { accountId: '1', table: 'sessions', linkId: 'link', from: 'us-east-1', to: 'us-west-2' };

/** Users were led away five minutes ago; the last write arrived, and nobody has written for two minutes. */
function drained(more: Partial<LinkEntity> = {}): LinkEntity {
  const { marker: _marker, usualLag: _usual, ...plain } = sampleLink();
  return {
    ...plain,
    storeKind: 'dynamodb-global-table',
    resource: 'sessions',
    source: 'us-east-1',
    target: 'us-west-2',
    consistency: 'eventual',
    lagEvidence: { metric: 'ReplicationLatency Maximum', publishedIn: 'us-east-1', quality: 'estimate' },
    lag: toMissing('no-data', quiet, seen(1.2, begunAt)),
    writesPerSecond: seen(0, quiet),
    writesCadence: { cadenceSeconds: 60, publishDelaySeconds: 60 },
    lastWriteAt: begunAt,
    writesStoppedAt: 'unproven',
    ...more,
  };
}

describe('a table is drained', () => {
  test('once nobody writes in the region being left, the last minute has arrived and ten times as long has passed', () => {
    expect(judgeDrain(drained(), begunAt, now)).toEqual({
      state: 'arrived',
      sentence: expect.stringMatching(
        /^us-east-1 has taken no writes since 12:08:00 UTC, and us-west-2 has what came before: .*No call of DynamoDB proves/,
      ),
    });
  });

  test.each<[string, Partial<LinkEntity>, RegExp]>([
    ['clients still write there', { writesPerSecond: seen(3.21, quiet) }, /still took 3\.3 writes a second/],
    ['no minute since it began was told', { writesPerSecond: seen(0, begunAt - 60_000) }, /is not known yet/],
    [
      'the newest minute told is old',
      { writesPerSecond: toMissing('unreachable', quiet, seen(0, quiet)) },
      /not known/,
    ],
    ['the last minute with writes has not arrived', { lastWriteAt: begunAt + 60_000 }, /newest minute from which/],
    ['nothing was ever seen to arrive', { lag: toMissing('no-data', quiet, 'none') }, /anything arrives .* not known/],
    ['what arrived last took long', { lag: toMissing('no-data', quiet, seen(40, begunAt)) }, /of ten times that/],
    ['it usually takes longer', { usualLag: { at: begunAt, lagSeconds: 30 } }, /of ten times that/],
  ])('not while %s', (_why, more, words) => {
    expect(judgeDrain(drained(more), begunAt, now)).toEqual({
      state: 'not-yet',
      sentence: expect.stringMatching(words),
    });
  });

  test('by its marker as soon as one written after the last write has arrived, and markers count as no client’s writes', () => {
    const markedUntil = (writtenAt: number) =>
      drained({
        writesPerSecond: seen(0.1, quiet),
        marker: {
          by: 'store',
          targetResource: 'sessions',
          written: seen(now, now),
          seen: seen({ writtenAt, newestWrittenAt: now }, now),
          cadence: { cadenceSeconds: 10, publishDelaySeconds: 2 },
        },
      });
    expect(judgeDrain(markedUntil(quiet + 1000), begunAt, now).state).toBe('arrived');
    expect(judgeDrain(markedUntil(quiet - 1000), begunAt, now)).toEqual({
      state: 'not-yet',
      sentence: expect.stringContaining('The newest marker there was written at 12:07:59 UTC'),
    });
    const busy = { ...markedUntil(now), writesPerSecond: seen(0.3, quiet) };
    expect(judgeDrain(busy, begunAt, now).state).toBe('not-yet');
  });

  test('by design where it is strongly consistent, as long as its copies are known to take part', () => {
    const strong = (more: Partial<LinkEntity>) => drained({ consistency: 'strong', ...more });
    const whole = {
      copyState: seen('replicating' as const, now),
      copyStateCadence: { cadenceSeconds: 60, publishDelaySeconds: 5 },
    };
    expect(judgeDrain(strong(whole), begunAt, now).state).toBe('arrived');
    const lost = { ...whole, copyState: toMissing('unreachable' as const, now, seen('replicating' as const, now)) };
    expect(judgeDrain(strong(lost), begunAt, now).state).toBe('not-yet');
  });
});

describe('a region that is given up', () => {
  test('is left with the figure, its date and where the writes are; never with the word that nothing is lost', () => {
    const said = sayWhatIsLeft(drained({ lag: toMissing('unreachable', quiet, seen(1.2, begunAt)) }), now);
    expect(said).toMatch(
      /what us-east-1 took in its last 5 m 2 s may not have arrived \(1.2 s late at 12:05:00 UTC, of what did arrive, and/,
    );
    expect(said).toMatch(/DynamoDB gives no bound/);
    expect(said).toMatch(/stays in us-east-1 until it returns, and .* the later write wins/);
  });

  test('of which nothing was measured says that it is not known', () => {
    const said = sayWhatIsLeft(drained({ lag: toMissing('no-data', quiet, 'none') }), now);
    expect(said).toContain('how much of what us-east-1 took has not arrived is not known');
  });
});

describe('the replicas of a table', () => {
  const table = (from: Partial<GlobalTable['replicas'][number]>, to = 'active' as const): GlobalTable => ({
    name: 'sessions',
    arn: 'arn',
    consistency: 'eventual',
    replicas: [
      { region: 'us-west-2', status: to },
      { region: 'us-east-1', status: 'active', ...from },
    ],
    witnesses: [],
    itemCount: 'unknown',
    sizeBytes: 'unknown',
  });

  test('that AWS cannot reach are taken out after twenty hours, with the time left rounded down', () => {
    const inaccessibleSince = now - 16 * 3_600_000 - 30_000;
    expect(evictionOf(table({ status: 'region-disabled', inaccessibleSince }), spec, now)).toMatch(
      /region-disabled.*about 20 h after that, for good: .* 3 h 59 m.* are left\.$/,
    );
    const late = { status: 'inaccessible-encryption-credentials', inaccessibleSince: now - 21 * 3_600_000 } as const;
    expect(evictionOf(table(late), spec, now)).toContain('that time has passed');
    expect(evictionOf(table({ status: 'region-disabled' }), spec, now)).toContain(
      'since when it has been so is not told',
    );
    expect(evictionOf(table({}), spec, now)).toBe('none');
    expect(evictionOf({ ...table({}), replicas: [] }, spec, now)).toContain('is no part of sessions any more');
  });

  test('take over only where AWS calls them active or updating', () => {
    expect(troubleOfTarget(table({}), spec)).toBe('none');
    expect(troubleOfTarget(table({}), { ...spec, to: 'eu-west-1' })).toBe('sessions has no replica in eu-west-1.');
    const { replicas, ...rest } = table({});
    const unknown = replicas.map((one) => ({ ...one, status: 'unknown' as const }));
    expect(troubleOfTarget({ ...rest, replicas: unknown }, spec)).toContain('is unknown');
  });
});
