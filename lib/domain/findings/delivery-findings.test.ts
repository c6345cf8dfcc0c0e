import { describe, expect, test } from 'vitest';
import type { FindingEntity } from '../entities';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import { sampleUndelivered } from '../reports/testing/sample-undelivered';
import type { UndeliveredReport } from '../reports/undelivered';
import { calmFleetEntities } from '../testing/sample-entities';
import { deliveryFindings } from './delivery-findings';
import { judgeFindings } from './derive-findings';
import { type FindingArea, factsOf } from './finding-codes';
import { findingCodes } from './finding-order';

const now = Date.parse('2026-11-23T12:00:00Z');
const minuteMs = 60_000;
const dayMs = 86_400_000;
const sample = sampleUndelivered(now);

function finding(change: Partial<UndeliveredReport> = {}): FindingEntity {
  const [one] = deliveryFindings([{ ...sample, ...change }], now);
  if (one === undefined) throw new Error('Nothing is found.');
  return one;
}

const folder = { kind: 'folder', folder: '/var/reports' } as const;
const mail = { kind: 'mail', to: ['board@acme.example'] } as const;

describe('a report that has not arrived', () => {
  test('is named with its place, since when, how sure that is, what it means and what to do', () => {
    expect(finding()).toEqual({
      kind: 'finding',
      id: 'report-not-delivered:board/bucket:us-west-2/acme-none',
      code: 'report-not-delivered',
      severity: 'warning',
      accountId: 'whole-fleet',
      region: 'none',
      workloadId: 'none',
      sentence:
        'The executive report of October 2026 (edition 1) has not arrived in bucket acme-none (us-west-2, account 111122223333)',
      evidence: [
        sample.sentence,
        'Due since 11:57 UTC; 2 attempts, the last at 11:58 UTC; the next one is at 12:00 UTC',
        'How sure: nothing of it was handed over, by the word of AWS',
        'What it means: whoever relies on it there does not have it. It is kept, and can be read on the page of reports',
      ],
      clear:
        'It is there, or the fleet file names bucket acme-none (us-west-2, account 111122223333) no more. It is tried again by itself until 30 Nov 2026, 11:57 UTC',
      since: now - 3 * minuteMs,
      seenAt: now,
    });
  });

  test('in a folder has its path, and by mail the server that was asked, which the attempt names', () => {
    expect(finding({ destination: folder }).sentence).toMatch(/has not arrived in folder \/var\/reports$/);
    const said = 'The mail server smtp.acme.example:587 refused the sign-in. Check user and password.';
    const mailed = finding({ destination: mail, sentence: said });
    expect(mailed.sentence).toMatch(/has not gone out as mail of delivery board$/);
    expect(mailed.evidence[0]).toBe(said);
    // Who is written to stays on the page of reports.
    expect(JSON.stringify(mailed)).not.toContain('board@acme.example');
  });

  test('of which nobody knows is not said to be missing', () => {
    const { sentence, evidence } = finding({ state: 'in-doubt' });
    expect(sentence).toMatch(
      /^Whether the executive report of October 2026 \(edition 1\) has arrived in .* is not known$/,
    );
    expect(evidence).toContain(
      'How sure: it may be there. It is looked for, or sent again as the same mail, before more is said',
    );
  });

  test('that has arrived in part says what is there', () => {
    expect(finding({ handed: ['a.json', 'a.csv'] }).evidence).toContain(
      'How sure: a.json and a.csv there; the rest was not handed over',
    );
    expect(finding({ destination: mail, handed: ['cfo@acme.example'] }).evidence).toContain(
      'How sure: cfo@acme.example has it; the rest was not handed over',
    );
  });

  test('and was never tried says that, and since when it is due', () => {
    const waiting = { state: 'due', triedAt: 'never', failingSince: 'never', needsPerson: false, attempts: 0 } as const;
    const { evidence, since } = finding({ ...waiting, sentence: '', dueAt: now - 61 * minuteMs });
    expect(evidence.slice(0, 2)).toEqual([
      'Due since 10:59 UTC, not tried yet',
      'How sure: nothing was handed over yet',
    ]);
    expect(since).toBe(now - 61 * minuteMs);
  });

  test('stays said once it was given up, with what is left to do by hand', () => {
    const given = finding({ state: 'given-up', nextAttemptAt: 'none', dueAt: now - 8 * dayMs, destination: folder });
    expect(given.severity).toBe('warning');
    expect(given.sentence).toBe(
      'The executive report of October 2026 (edition 1) has not arrived in folder /var/reports within seven days, and is not tried any more',
    );
    expect(given.clear).toBe(
      'A later report has arrived there, or the fleet file names folder /var/reports no more. This one is taken from the page of reports and put there by hand',
    );
  });

  test('is one finding for each place, of which the one that is missing longest comes first', () => {
    const later = { ...sample, part: { kind: 'edition', edition: 2 }, dueAt: now, failingSince: now } as const;
    const found = deliveryFindings([later, sample, { ...sample, destination: folder }], now);
    expect(found.map(({ id }) => id)).toEqual([
      'report-not-delivered:board/bucket:us-west-2/acme-none',
      'report-not-delivered:board/folder:/var/reports',
    ]);
    expect(found[0]?.sentence).toContain('(edition 1)');
    expect(found[0]?.evidence).toContain('Also missing there: the executive report of October 2026 (edition 2)');
  });

  test('is no finding while it may pass by itself', () => {
    expect(deliveryFindings([{ ...sample, needsPerson: false }], now)).toEqual([]);
  });
});

describe('a report without its PDF', () => {
  const lacking = {
    ...sample,
    state: 'delivered-without-pdf',
    failingSince: 'never',
    needsPerson: false,
    nextAttemptAt: 'none',
    sentence: '2 objects in acme-none (us-west-2). There is no PDF of it: the letters were not found.',
    handed: ['antipode/a.json', 'antipode/a.csv'],
  } as const;

  test('is a notice that says where the other files are', () => {
    expect(deliveryFindings([lacking], now)).toEqual([
      expect.objectContaining({
        id: 'report-not-delivered:board/bucket:us-west-2/acme-none/pdf',
        severity: 'notice',
        sentence:
          'The executive report of October 2026 (edition 1) has arrived in bucket acme-none (us-west-2, account 111122223333) without its PDF',
        evidence: [
          lacking.sentence,
          'There: antipode/a.json and antipode/a.csv',
          expect.stringMatching(/^How sure: /),
          expect.stringMatching(/^What it means: /),
        ],
        since: lacking.triedAt,
      }),
    ]);
  });

  test('is none where the fleet file asks for no PDF any more', () => {
    expect(deliveryFindings([{ ...lacking, wantsPdf: false }], now)).toEqual([]);
  });
});

test('that reports do not arrive changes no verdict about a region or a workload', () => {
  const calm = calmFleetEntities(now).filter(({ kind }) => kind !== 'finding');
  const found = deliveryFindings([sample, { ...sample, destination: folder, state: 'given-up' }], now);
  const { findings, ...without } = buildFleetOverview(calm, now);
  const { findings: more, ...withThem } = buildFleetOverview([...calm, ...found], now);
  expect(withThem).toEqual(without);
  expect(more.map(({ id }) => id)).toEqual(expect.arrayContaining(found.map(({ id }) => id)));
  expect(more.length).toBe(findings.length + found.length);
});

test('that reports do not arrive is read after everything that says what could be lost', () => {
  const areas: readonly FindingArea[] = [
    'regions',
    'serving',
    'protection',
    'objectives',
    'replication',
    'backups',
    'needs',
  ];
  const place = findingCodes.indexOf('report-not-delivered');
  const after = findingCodes.slice(place).filter((code) => areas.includes(factsOf(code).area));
  // What comes later is a notice and stands below every warning.
  expect(after.filter((code) => factsOf(code).severities[0] !== 'notice')).toEqual([]);
  expect(factsOf('report-not-delivered').severities).toEqual(['warning', 'notice']);
});

test('the end of it is seen though no region answers: the engine knows it without asking anybody', () => {
  expect(judgeFindings([], now).clearanceOf(finding())).toBe('cleared');
});
