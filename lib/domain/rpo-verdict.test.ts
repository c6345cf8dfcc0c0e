import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshnessOf, isCurrent } from './freshness';
import { answeringEnds } from './link-ends';
import { flowOf } from './link-flow';
import { toMissing, toObserved } from './observe';
import { lagFreshness } from './potential-loss';
import { rpoVerdictOf } from './rpo-verdict';
import { judgedAt, links, sampleLink } from './testing/arbitraries';
import { complianceStates } from './vocabulary';

const aged = (age: number) => judgedAt - age * 1000;
const lag = (value: number, age = 120) => toObserved(value, aged(age), aged(age), 'cloudwatch');
const writes = (value: number, age = 120) => toObserved(value, aged(age), aged(age), 'cloudwatch');
const judge = (objective: number, overrides: Parameters<typeof sampleLink>[0], now = judgedAt) =>
  rpoVerdictOf(objective, sampleLink(overrides), now);

describe('an RPO verdict', () => {
  test('says how much of the objective is used, rounded against us', () => {
    expect(judge(300, { lag: lag(1.21) })).toMatchObject({
      state: 'met',
      sentence: 'Met, 1.3 s of 5 m',
      provableNow: true,
    });
  });

  test('of an objective shorter than its evidence is met for a dated minute and not provable now', () => {
    expect(judge(60, { lag: lag(2) })).toEqual({
      state: 'met',
      asOf: aged(120),
      provableNow: false,
      sentence: 'Met at 12:08 UTC, not provable now',
    });
  });

  test('is breached by changes that failed to be copied, however small the lag of those that arrived', () => {
    const failed = { operations: 3, firstAt: aged(600), newestAt: aged(300) };
    const backlog = { pendingOperations: writes(0), pendingCadence: sampleLink().lagCadence, failed };
    const sentence = 'Breached: 3 changes failed to be copied since 12:00 UTC, lost with the source';
    expect(judge(300, { lag: lag(1), backlog })).toMatchObject({ state: 'breached', asOf: aged(300), sentence });
    expect(judge(300, { lag: lag(1), backlog: { ...backlog, failed: 'none' } }).state).toBe('met');
  });

  test('is not measured where nobody switched the metrics on, and says so', () => {
    expect(judge(300, { lag: toMissing('not-enabled', aged(10)) })).toMatchObject({
      state: 'not-measured',
      sentence: 'Not measured: metrics are not enabled',
    });
  });

  test('says of a lag that grows without writes that its source may be idle', () => {
    const lagEvidence = { ...sampleLink().lagEvidence, growsWhenIdle: true } as const;
    expect(judge(300, { lag: lag(400), lagEvidence })).toMatchObject({
      state: 'breached',
      sentence: 'Breached by 1 m 40 s, unless its source is idle: this lag grows without writes too',
    });
  });

  test('gives the amount of a breach', () => {
    expect(judge(300, { lag: lag(550) })).toMatchObject({ state: 'breached', sentence: 'Breached by 4 m 10 s' });
  });

  test('is at risk above 80 %', () => {
    expect(judge(300, { lag: lag(240) }).state).toBe('met');
    expect(judge(300, { lag: lag(245) })).toMatchObject({ state: 'at-risk', sentence: 'At risk: 82 % of RPO used' });
  });

  test('is at risk while the measurement is late', () => {
    expect(judge(300, { lag: lag(1, 300) })).toMatchObject({
      state: 'at-risk',
      sentence: 'At risk: newest measurement is 5 m old',
    });
  });

  test('is not measured once the measurement is stale, since its date', () => {
    const stale = { lag: lag(1, 400), writesPerSecond: toMissing<number>('unreachable', aged(200)) };
    expect(judge(300, stale)).toMatchObject({ state: 'not-measured', sentence: 'Not measured since 12:03 UTC' });
  });

  test('a breach that went stale is not measured: the verdict is for a dated minute', () => {
    const stale = { lag: lag(4000, 400), writesPerSecond: toMissing<number>('unreachable', aged(200)) };
    expect(judge(300, stale).state).toBe('not-measured');
  });

  test('is breached when clients wrote for longer than the objective while nothing arrived', () => {
    const stalled = { lag: toMissing('no-data', aged(300), lag(1, 500)), writesPerSecond: writes(12) };
    expect(judge(60, stalled)).toMatchObject({ state: 'breached', asOf: aged(120) });
    expect(judge(60, stalled).sentence).toBe(
      'Breached by 5 m 21 s: us-east-1 takes writes and nothing arrives in us-west-2',
    );
    expect(judge(900, stalled).state).toBe('at-risk');
  });

  test('is no stall when the last lag has grown old and nobody heard why: it is not measured', () => {
    expect(judge(60, { lag: lag(1, 500), writesPerSecond: writes(12) })).toMatchObject({
      state: 'not-measured',
      sentence: 'Not measured since 12:02 UTC',
    });
  });

  test('is not met by an idle source whose last writes never arrived: they are still nowhere else', () => {
    const stopped = { lag: toMissing('no-data', aged(900), lag(1, 1000)), writesPerSecond: writes(0) };
    expect(judge(60, { ...stopped, lastWriteAt: aged(700) })).toMatchObject({ state: 'breached', asOf: aged(700) });
    expect(judge(600, { ...stopped, lastWriteAt: aged(700) }).state).toBe('at-risk');
    expect(judge(60, { ...stopped, lastWriteAt: aged(1000) }).state).toBe('met');
  });

  test('is met while the source is proven idle: there is nothing to lose', () => {
    const idle = { lag: toMissing('no-data', aged(300), lag(1, 4000)), writesPerSecond: writes(0) };
    expect(judge(60, idle)).toMatchObject({ state: 'met', asOf: aged(120) });
    expect(judge(60, idle).sentence).toBe('Met at 12:08 UTC: idle, no writes to lose');
  });

  test('silence with an unknown count of writes is not idle', () => {
    const silent = { lag: toMissing('no-data', aged(300), lag(1, 4000)) };
    const unknown = { ...silent, writesPerSecond: toMissing('unreachable', aged(60), writes(0, 3000)) };
    expect(judge(60, unknown).state).toBe('not-measured');
  });

  test('the first write after a quiet night is no breach of that night', () => {
    const lagAfterNight = toMissing('no-data', aged(30_000), lag(1, 30_000));
    const first = { lag: lagAfterNight, writesPerSecond: writes(3), writingSince: aged(120) };
    expect(judge(60, first).state).toBe('not-measured');
  });

  test('is never met while the copy rebuilds', () => {
    const copyState = toObserved('rebuilding' as const, judgedAt, judgedAt, 'aws-api');
    expect(judge(3600, { copyState, lag: lag(0.1) }).state).toBe('not-measured');
  });

  test('is not measured while an end of the link is dark, however young the lag is', () => {
    const target = { state: 'dark', region: 'us-west-2', words: 'us-west-2 is down', since: judgedAt } as const;
    expect(rpoVerdictOf(300, sampleLink(), judgedAt, { ...answeringEnds, target })).toMatchObject({
      state: 'not-measured',
      sentence: 'Not measured since 12:08 UTC: us-west-2 is down',
      provableNow: false,
    });
  });

  test('without an objective there is none', () => {
    expect(rpoVerdictOf('none', sampleLink(), judgedAt).state).toBe('no-objective');
  });

  test('a first value still to come says since when we wait', () => {
    const waiting = { lag: toMissing<number>('not-asked-yet', judgedAt - 8000) };
    expect(judge(60, waiting).sentence).toBe('Not measured yet, waiting since 12:10 UTC');
  });

  test('a worse lag never improves a verdict', () => {
    fc.assert(
      fc.property(
        links,
        fc.integer({ min: 0, max: 900 }),
        fc.double({ min: 0, max: 900, noNaN: true }),
        (link, objective, more) => {
          if (link.lag.state === 'missing') return;
          const worse = { ...link, lag: { ...link.lag, value: link.lag.value + more } };
          const rank = (one: typeof link) => complianceStates.indexOf(rpoVerdictOf(objective, one, judgedAt).state);
          expect(rank(worse)).toBeLessThanOrEqual(rank(link));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('nothing missing or stale is ever met: only a current lag, or a current count of no writes', () => {
    fc.assert(
      fc.property(links, fc.integer({ min: 0, max: 5000 }), (link, objective) => {
        if (rpoVerdictOf(objective, link, judgedAt).state !== 'met') return;
        expect(isCurrent(link.copyState, link.copyStateCadence, judgedAt)).toBe(true);
        if (flowOf(link, judgedAt) === 'idle') {
          expect(link.writesPerSecond).toMatchObject({ state: 'observed', value: 0 });
          expect(freshnessOf(link.writesPerSecond, link.writesCadence, judgedAt)).not.toBe('stale');
        } else {
          expect(lagFreshness(link, judgedAt)).toBe('live');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('without new evidence nothing stays met', () => {
    fc.assert(
      fc.property(links, fc.integer({ min: 1, max: 5000 }), (link, objective) => {
        expect(rpoVerdictOf(objective, link, judgedAt + 86_400_000).state).not.toBe('met');
      }),
    );
  });
});
