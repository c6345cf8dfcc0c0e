import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { formatDuration } from '@/lib/format';
import type { PdfDocument, Text } from '../pdf/pdf-document';
import { callWords, noteOf, severityWords, stampOf, stampOr, stepWords } from './words';

type Section = (document: PdfDocument, report: RecoveryReport) => void;

/** What is on record: who agreed, where things were, every step, what happened, alarms and calls. */
export const recordSections: readonly Section[] = [
  (document, { approvals }) => writeApprovals(document, approvals),
  (document, { facts }) => writeFacts(document, facts),
  (document, { steps }) => writeSteps(document, steps),
  (document, { timeline }) => writeTimeline(document, timeline),
  (document, { alarms }) => writeAlarms(document, alarms),
  (document, { calls }) => writeCalls(document, calls),
];

function writeApprovals(document: PdfDocument, { approval, overridden, acts }: RecoveryReport['approvals']): void {
  document.heading('Approvals and what people asked');
  const given = approval.by === 'nobody' ? '' : ` by ${approval.by}`;
  const at = approval.at === 'not-yet' ? '' : ` at ${stampOf(approval.at)} UTC`;
  document.facts([
    ['Approval', `${approval.state.replaceAll('-', ' ')}${given}${at}`],
    ['Bound to', approval.boundTo],
  ]);
  document.list(
    overridden.map(({ code, by, reason, sentence }) => `${by} went on in spite of ${code}: ${reason}. ${sentence}`),
    () => '▲',
  );
  document.table(
    [
      { head: 'Line', share: 0.08, align: 'right' },
      { head: 'Time (UTC)', share: 0.18 },
      { head: 'Who', share: 0.2 },
      { head: 'What', share: 0.18 },
      { head: 'Taken', share: 0.12 },
      { head: 'Reason', share: 0.24 },
    ],
    acts.map((act) => [
      String(act.line),
      stampOf(act.at),
      `${act.actor} (${act.role})`,
      act.action,
      act.outcome,
      act.reason,
    ]),
    'The audit trail has no act of a person on this run.',
  );
}

function writeFacts(document: PdfDocument, facts: RecoveryReport['facts']): void {
  document.heading('Where things were when it ended');
  if (facts === 'not-read') {
    document.paragraph('Not read: no evidence was read while the run lasted.');
    return;
  }
  document.facts([
    ['Users', facts.traffic],
    ['Writers', facts.writers],
    ['Data', facts.data],
    ['Read', `${stampOf(facts.readAt)} UTC; ages in these sentences are of then`],
  ]);
}

function writeSteps(document: PdfDocument, { basis, list }: RecoveryReport['steps']): void {
  document.heading('Steps');
  document.table(
    [
      { head: '', share: 0.05, align: 'right' },
      { head: 'Step', share: 0.27 },
      { head: 'State', share: 0.15 },
      { head: 'Began (UTC)', share: 0.17 },
      { head: { text: 'Took', notes: [noteOf(basis)] }, share: 0.11, align: 'right' },
      { head: 'What it did or found', share: 0.25 },
    ],
    list.map((step): readonly Text[] => [
      String(step.number),
      `${step.title} (${step.id})`,
      stateOf(step),
      stampOr(step.startedAt, { 'not-yet': 'never' }),
      step.seconds === 'not-measured' ? 'not measured' : formatDuration(step.seconds),
      step.sentence,
    ]),
    'The plan had no step in this mode.',
  );
}

function stateOf({ state, isUnproven, fence, attempt }: RecoveryReport['steps']['list'][number]): string {
  const proof = isUnproven ? ', not proven' : '';
  const fenced = fence === 'none' ? '' : `, fence ${fence}`;
  return `${stepWords[state]}${proof}${fenced}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
}

function writeTimeline(document: PdfDocument, timeline: RecoveryReport['timeline']): void {
  document.heading('Timeline');
  document.table(
    [
      { head: 'Time (UTC)', share: 0.18 },
      { head: 'What happened', share: 0.5 },
      { head: 'By', share: 0.16 },
      { head: 'Step', share: 0.16 },
    ],
    timeline.map(({ at, sentence, by, stepId }) => [stampOf(at), sentence, by, stepId === 'none' ? '' : stepId]),
    'Nothing happened.',
  );
}

function writeAlarms(
  document: PdfDocument,
  { period, recordedSince, isCutOff, events }: RecoveryReport['alarms'],
): void {
  document.heading('Alarms, findings and AWS Health');
  const since =
    recordedSince === 'never' ? 'Nothing of it is recorded.' : `On record since ${stampOf(recordedSince)} UTC.`;
  const unknown = { unknown: 'not known' };
  document.paragraph(
    `Of this workload and of both regions, ${stampOr(period.from, unknown)} to ${stampOr(period.to, unknown)} UTC. ${since}${isCutOff ? ' There were more than are listed.' : ''}`,
    'note',
  );
  document.table(
    [
      { head: 'Began (UTC)', share: 0.18 },
      { head: 'Ended (UTC)', share: 0.18 },
      { head: 'What', share: 0.15 },
      { head: 'Region', share: 0.13 },
      { head: 'It said', share: 0.36 },
    ],
    events.map((event) => [
      `${event.begins === 'known' ? '' : 'at or before '}${stampOf(event.at)}`,
      stampOr(event.until, { after: 'stood at the end', unknown: 'not known', moment: '' }),
      `${severityWords[event.severity]} ${event.kind.replaceAll('-', ' ')}`,
      event.region === 'none' ? '' : event.region,
      event.detail === '' ? event.sentence : `${event.sentence}. ${event.detail}`,
    ]),
    'Nothing is on record for this time.',
  );
}

function writeCalls(document: PdfDocument, calls: RecoveryReport['calls']): void {
  document.heading('Calls');
  document.table(
    [
      { head: 'Time (UTC)', share: 0.17 },
      { head: 'Step', share: 0.13 },
      { head: 'Call', share: 0.24 },
      { head: 'Answer', share: 0.14 },
      { head: 'Before, after, detail', share: 0.32 },
    ],
    calls.map((call) => [
      stampOf(call.at),
      `${call.stepId}${call.attempt > 1 ? `, attempt ${call.attempt}` : ''}`,
      `${call.action} ${call.endpointRegion === 'none' ? 'at no AWS endpoint' : `at ${call.endpointRegion}`}; ${call.requestId === 'none' ? 'no request id' : `request ${call.requestId}`}`,
      callWords[call.outcome],
      changeOf(call),
    ]),
    'No call was made.',
  );
}

function changeOf({ before, after, detail }: RecoveryReport['calls'][number]): string {
  const parts = [
    before === 'not-read' ? '' : `Before: ${before}`,
    after === 'not-read' ? '' : `After: ${after}`,
    detail,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing was read' : parts.join('. ');
}
