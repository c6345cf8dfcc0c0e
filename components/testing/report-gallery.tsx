'use client';

import { type Month, shiftMonth } from '@/lib/domain/costs/report/choose-month';
import { spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import {
  executiveVariantNames,
  executiveVariants,
} from '@/lib/domain/reports/executive/testing/sample-executive-report';
import { fromMoment } from '@/lib/domain/reports/figure';
import type { EditionLine } from '@/lib/domain/reports/report-state';
import { type EpochMs, identityClock } from '@/lib/domain/time';
import { ExecutiveReportPage, type ExecutiveShown } from '../reports/executive-report-page';
import { ReportFrame } from '../reports/report-frame';
import { ReportUnreadable } from '../reports/report-unreadable';

const sha256 = '9f2c41d7'.repeat(8);
const month = '2026-10';

function editionOf(edition: number, madeAt: EpochMs): EditionLine {
  return {
    edition,
    madeAt,
    sha256,
    pdf: edition === 2 ? { because: 'the letters were not found' } : 'made',
    isSealed: edition === 1,
  };
}

/** Months in each of their states, the newest first. */
export function sampleMonths(current: Month): readonly ExecutiveMonth[] {
  const before = (by: number) => shiftMonth(current, -by);
  const frozenAt = (by: number) => spanOfMonth(before(by)).endAt + 76 * 3_600_000;
  return [
    { month: current, state: 'goes-on', newest: 'none' },
    { month: before(1), state: 'closed', newest: editionOf(2, frozenAt(1)) },
    { month: before(2), state: 'closed', newest: editionOf(1, frozenAt(2)) },
    { month: before(3), state: 'closed', newest: 'none' },
    { month: before(4), state: 'awaits-its-end', newest: 'none' },
  ];
}

const missing: Readonly<Record<string, ExecutiveShown>> = {
  'being-made': { state: 'being-made', since: 0 },
  'in-trouble': {
    state: 'being-made',
    since: 0,
    trouble: 'The letters were not found. It is tried again in a minute.',
  },
  'no-such-month': {
    state: 'no-such-month',
    month: '2020-03',
    because: 'nothing is on record of 2020-03 in what you may see',
  },
  'no-such-edition': { state: 'no-such-edition', month, edition: 7, newest: 2 },
  'no-edition-yet': { state: 'no-such-edition', month: '2026-11', edition: 1, newest: 0 },
  'malformed-period': { state: 'malformed', name: 'period', value: '2026-13' },
  'malformed-edition': { state: 'malformed', name: 'edition', value: 'newest' },
};

/** What the gallery shows of the executive report: its samples, and what stands where there is none. */
export const reportPictures: readonly string[] = [...executiveVariantNames, ...Object.keys(missing), 'unreadable'];

function reportOf(subject: string): ExecutiveReport {
  const variant = executiveVariantNames.find((name) => name === subject);
  if (variant === undefined) throw new Error(`The gallery has no report ${subject}`);
  return executiveVariants[variant]();
}

function madeOf(report: ExecutiveReport): ExecutiveShown {
  const { standing, asOf } = report;
  const editions = standing.state === 'so-far' ? [] : [1, 2].slice(0, standing.edition);
  return {
    state: 'made',
    report,
    sha256,
    pdf: standing.state === 'closed' && standing.edition === 2 ? { because: 'the letters were not found' } : 'made',
    editions: editions.map((edition) => editionOf(edition, fromMoment(asOf))),
    isBeingMadeAnew: false,
  };
}

/** The executive report in a named situation; looked at by a link for the role `link`. */
export function ReportGallery({ subject, role }: { readonly subject: string; readonly role: string }) {
  if (subject === 'unreadable') {
    return (
      <ReportFrame>
        <main>
          <ReportUnreadable digest="1234567890" />
        </main>
      </ReportFrame>
    );
  }
  const shown = missing[subject] ?? madeOf(reportOf(subject));
  const shownMonth: Month = shown.state === 'made' ? shown.report.month : 'month' in shown ? shown.month : month;
  const now = shown.state === 'made' ? fromMoment(shown.report.asOf) + 190_000 : Date.UTC(2026, 10, 12, 4);
  return (
    <ExecutiveReportPage
      month={shownMonth}
      months={sampleMonths('2026-11')}
      shown={shown}
      clock={{ anchor: identityClock, serverWallMs: now }}
      isSignedIn={role !== 'link'}
      still
    />
  );
}
