import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import { sampleExecution, startedAt } from '../testing/sample-execution';
import { type DrillRecord, judgeDrill, type TestWrite } from './judge-drill';

const sample = sampleExecution({ drill: true });
const faultAt = startedAt - 40_000;

function run(more: Partial<Execution['clock']> = {}, state: Execution['state'] = 'completed'): Execution {
  const clock = { ...sample.clock, impactAt: faultAt + 3000, recoveredAt: faultAt + 200_000, ...more };
  return { ...sample, state, endedAt: startedAt + 600_000, clock };
}

function write(more: Partial<TestWrite> = {}): TestWrite {
  return { id: 'a', writtenAt: faultAt - 500, hadArrived: true, after: 'stored', ...more };
}

const record = (more: Partial<DrillRecord> = {}): DrillRecord => ({
  execution: run(),
  faultAt,
  wantedSeconds: 300,
  wantedLossSeconds: 60,
  writes: [write(), write({ id: 'b' })],
  ...more,
});

describe('a drill', () => {
  test('is proven by a completed run, users served within the objective of the fault, and every write read back', () => {
    expect(judgeDrill(record())).toEqual({
      state: 'proven',
      recoverySeconds: 200,
      lostWrites: 0,
      sentences: [
        'The run out of us-east-1 to us-west-2 has ended: completed.',
        'Users were served again 3 m 20 s after the fault, within the objective of 5 m.',
        '0 of 2 acknowledged writes cannot be read back in us-west-2.',
      ],
    });
  });

  test('is timed from the fault and not from when users first failed', () => {
    expect(judgeDrill(record({ wantedSeconds: 198 }))).toMatchObject({ state: 'failed', recoverySeconds: 200 });
  });

  test('proves nothing where users were without service before the fault already, and is timed from the fault all the same', () => {
    const verdict = judgeDrill(record({ execution: run({ impactAt: faultAt - 120_000 }) }));
    expect(verdict).toMatchObject({ state: 'not-proven', recoverySeconds: 200 });
    expect(verdict.sentences[2]).toBe('Users were without service 2 m before the fault already.');
  });

  test('without a record of the fault is timed from what users saw, and says so', () => {
    const { recoverySeconds, sentences } = judgeDrill(record({ faultAt: 'unknown' }));
    expect(recoverySeconds).toBe(197);
    expect(sentences[1]).toContain('the fault is on no record');
  });

  test('may lose writes within the recovery-point objective, and no older ones', () => {
    const lost = write({ id: 'c', hadArrived: false, after: 'absent' });
    expect(judgeDrill(record({ writes: [write(), lost] }))).toMatchObject({ state: 'proven', lostWrites: 1 });
    const old = { ...lost, writtenAt: faultAt - 60_001 };
    expect(judgeDrill(record({ writes: [write(), old] }))).toMatchObject({ state: 'failed', lostWrites: 1 });
  });

  test.each<[string, Partial<DrillRecord>]>([
    ['no write was acknowledged before the fault', { writes: [] }],
    ['a write could not be asked for', { writes: [write({ after: 'unreadable' })] }],
    ['a write had arrived and is gone', { writes: [write({ after: 'absent' })] }],
    ['users were not seen served again', { execution: run({ recoveredAt: 'not-yet' }) }],
    ['the run has not ended', { execution: { ...run(), state: 'running', endedAt: 'not-yet' } }],
  ])('is not proven where %s', (_, more) => {
    expect(judgeDrill(record(more)).state).toBe('not-proven');
  });

  test.each(['failed', 'cancelled', 'timed-out'] as const)('has failed where its run is %s', (state) => {
    expect(judgeDrill(record({ execution: run({}, state) })).state).toBe('failed');
  });
});

const writes = fc.array(
  fc.record({
    id: fc.string(),
    writtenAt: fc.integer({ min: faultAt - 200_000, max: faultAt }),
    hadArrived: fc.constantFrom<TestWrite['hadArrived']>(true, false, 'unknown'),
    after: fc.constantFrom<TestWrite['after']>('stored', 'absent', 'unreadable'),
  }),
  { maxLength: 6 },
);

test('a proven drill lost nothing older than the objective and was in time, whatever its record', () => {
  fc.assert(
    fc.property(writes, fc.integer({ min: 0, max: 400 }), (given, seconds) => {
      const execution = run({ recoveredAt: faultAt + seconds * 1000 });
      const verdict = judgeDrill(record({ execution, writes: given }));
      if (verdict.state !== 'proven') return;
      expect(given.length).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(300);
      for (const { after, writtenAt } of given) {
        expect(after).not.toBe('unreadable');
        if (after === 'absent') expect(writtenAt).toBeGreaterThanOrEqual(faultAt - 60_000);
      }
    }),
  );
});
