import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { formatMonth } from '@/lib/domain/wording/month';
import { writeAllDecisions, writeMethods, writeMissing } from './appendix/closing';
import { writeDays } from './appendix/days';
import { writeEvidence } from './appendix/evidence';
import { writeAllMoney } from './appendix/money';
import { writeObjectives } from './appendix/objectives';
import { writeAllRecoveries } from './appendix/recoveries';
import { writeAllRisks } from './appendix/risks';
import { writeState } from './appendix/state';
import { fitText } from './first-page/fit-text';
import { firstPage, firstPageType } from './first-page/type';
import { writeFirstPage } from './first-page/write-first-page';
import { editionWords, momentWords, scopeWords, standingWords } from './report-words';
import type { Sheet } from './sheet';

/**
 * The report as it is worded and laid out, the same for the same report. The first page holds as much as one page bears;
 * the appendix has everything whole.
 *
 * @param sha256 of the report as canonical JSON
 */
export function toSheet(report: ExecutiveReport, sha256: string): Sheet {
  return {
    title: `Executive report, ${formatMonth(report.month)}`,
    subtitle: subtitleOf(report),
    bands: [
      ...(report.simulated ? ['SIMULATED'] : []),
      ...(report.standing.state === 'so-far' ? ['MONTH SO FAR'] : []),
    ],
    footer: `${editionWords(report)}. All times are UTC.`,
    seal: `SHA-256 of the report as JSON: ${sha256}`,
    first: writeFirstPage(report),
    appendix: [
      ...writeState(report),
      ...writeObjectives(report),
      ...writeEvidence(report),
      ...writeDays(report),
      ...writeAllRecoveries(report),
      ...writeAllRisks(report),
      ...writeAllMoney(report),
      ...writeAllDecisions(report),
      ...writeMissing(report),
      ...writeMethods(report, sha256),
    ],
  };
}

/** When and what of it is, then of which fleet: a long name ends where the line does. */
function subtitleOf(report: ExecutiveReport): string {
  const parts = [
    `as of ${momentWords(report.asOf)}`,
    standingWords(report.standing),
    report.fleetName,
    scopeWords(report.scope),
  ];
  return fitText(parts.join(' · '), firstPage.width, firstPageType.subtitle, 1);
}
