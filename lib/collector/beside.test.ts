import { describe, expect, it } from 'vitest';
import type { FindingCode } from '@/lib/domain/findings/finding-order';
import type { FindingTransition } from '@/lib/domain/findings/finding-transition';
import { longestGapSeconds } from '@/lib/domain/recovery/held-flip';
import { sampleHeldFlip } from '@/lib/domain/recovery/testing/sample-held-flip';
import { sampleUndelivered } from '@/lib/domain/reports/testing/sample-undelivered';
import { calmFleetEntities } from '@/lib/domain/testing/sample-entities';
import { sampleEndedRun, startedAt } from '@/lib/recovery/rules/testing/sample-execution';
import { type Beside, toKnownBeside } from './beside';
import { evaluateFindings } from './evaluate-findings';
import { Snapshot } from './snapshot';

const start = startedAt + 60_000;
const nothing = { values: [], readAt: start };
const nothingThere: Beside = { runs: nothing, heldFlips: nothing, undelivered: nothing };

/** Checkout was moved out of us-east-1, which answers, and no copy of its store has reported since. */
const run = sampleEndedRun();

const held = { ...sampleHeldFlip, publishedAt: start - longestGapSeconds * 1000 - 1 };

/** What each is read as, and what follows from it. */
const readings: readonly [string, Partial<Beside>, readonly FindingCode[]][] = [
  ['runs', { runs: { values: [run], readAt: start } }, ['region-quarantined', 'unprotected']],
  ['heldFlips', { heldFlips: { values: [held], readAt: start } }, ['flip-not-held']],
  ['undelivered', { undelivered: { values: [sampleUndelivered(start)], readAt: start } }, ['report-not-delivered']],
];

const isClosed = ({ change }: FindingTransition) => change === 'closed';

/** A calm fleet that answers, judged by that and by what is read beside it. */
function judging() {
  const snapshot = new Snapshot();
  const judge = (seconds: number, beside: Beside) => {
    const now = start + seconds * 1000;
    for (const entity of calmFleetEntities(now)) if (entity.kind !== 'finding') snapshot.put(entity);
    return evaluateFindings(snapshot, now, [], toKnownBeside(beside));
  };
  return { judge, find: (code: FindingCode) => snapshot.all('finding').find((one) => one.code === code) };
}

describe.each(readings)('what follows from %s', (name, there, codes) => {
  const unread: Beside = { ...nothingThere, [name]: 'not-read' };

  it('is no finding while nothing is read, and one as soon as it is', () => {
    const { judge, find } = judging();
    judge(0, unread);
    for (const code of codes) expect(find(code)).toBeUndefined();
    judge(10, { ...nothingThere, ...there });
    for (const code of codes) expect(find(code)).toMatchObject({ openedAt: start + 10_000 });
  });

  it('stays as it was while it is not read: an engine that starts clears nothing that it has not looked at', () => {
    const { judge, find } = judging();
    judge(0, { ...nothingThere, ...there });
    const before = codes.map(find);
    const closed = [10, 80, 150, 220].flatMap((seconds) => judge(seconds, unread)).filter(isClosed);
    expect(closed).toEqual([]);
    expect(codes.map(find)).toEqual(before.map((one) => ({ ...one, unconfirmedSince: start })));
  });

  it('is confirmed when it is read again, and over when it is read that there is nothing', () => {
    const { judge, find } = judging();
    judge(0, { ...nothingThere, ...there });
    judge(10, unread);
    judge(20, { ...nothingThere, ...there });
    for (const code of codes) expect(find(code)).not.toHaveProperty('unconfirmedSince');
    judge(30, nothingThere);
    const closed = judge(90, nothingThere)
      .filter(isClosed)
      .map(({ finding }) => finding.code);
    expect(closed).toEqual(expect.arrayContaining([...codes]));
  });
});

describe('what the engine has written down', () => {
  it('is said as of the moment at which it was read: a value taken since then may be there already', () => {
    const { judge, find } = judging();
    const publishedAt = start - longestGapSeconds * 1000;
    const heldFlips = { values: [{ ...held, publishedAt }], readAt: start };
    judge(9, { ...nothingThere, heldFlips });
    expect(find('flip-not-held')).toBeUndefined();
    judge(11, { ...nothingThere, heldFlips: { ...heldFlips, readAt: start + 10_000 } });
    expect(find('flip-not-held')).toMatchObject({ seenAt: start + 10_000, openedAt: start + 11_000 });
  });
});
