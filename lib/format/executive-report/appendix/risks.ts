import type { ExecutiveReport, ReportedRisk } from '@/lib/domain/reports/executive/report';
import { noteOn } from '../notes';
import { ageMethod, basisOf, dayWords, noRiskWords, ownerWords, sentenceOf } from '../report-words';
import type { SheetBlock } from '../sheet';
import { stateOf } from '../state-words';

/** Everything that stood at the end of the period, with what ends it. */
export function writeAllRisks(report: ExecutiveReport): readonly SheetBlock[] {
  return [
    { kind: 'heading', text: 'Risks, all' },
    {
      kind: 'table',
      columns: [
        { head: 'Severity', share: 0.1 },
        { head: 'Risk', share: 0.3 },
        { head: 'What ends it', share: 0.18 },
        { head: 'Where', share: 0.12 },
        { head: 'Owner, acknowledged', share: 0.12 },
        { head: 'Since', share: 0.105 },
        { head: { text: 'Age', notes: [noteOn(basisOf(report, ageMethod))] }, share: 0.075, align: 'right' },
      ],
      rows: report.risks.map((risk) => [
        stateOf(risk.severity),
        `${sentenceOf(risk.sentence)}${risk.isUnconfirmed ? ' Its evidence was missing at the end of the period.' : ''}`,
        sentenceOf(risk.clear),
        placeOf(risk),
        `${ownerWords(risk.owner)}; ${acknowledgedWords(risk)}`,
        dayWords(risk.since),
        `${risk.ageDays} d`,
      ]),
      empty: noRiskWords(report),
    },
  ];
}

function placeOf({ workloadId, workloadName, tier, region, accountId }: ReportedRisk): string {
  const workload = workloadId === 'none' ? '' : `${workloadName}${tier === 'none' ? '' : `, tier ${tier}`}`;
  const parts = [workload, region === 'none' ? '' : region, accountId === 'none' ? '' : accountId];
  const named = parts.filter((part) => part !== '');
  return named.length === 0 ? 'nowhere in particular' : named.join(', ');
}

function acknowledgedWords({ acknowledged }: ReportedRisk): string {
  if (acknowledged === 'nobody') return 'by nobody yet';
  return `by ${acknowledged.by} on ${dayWords(acknowledged.at)}`;
}
