import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

const longestQuote = 400;

/** What AWS itself says is wrong. An impairment on AWS's side; whether users notice is judged apart from it. */
export function healthEventFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  return evidence.healthEvents
    .filter(({ status, category }) => status === 'open' && (category === 'issue' || category === 'investigation'))
    .map((event) => ({
      accountId: 'none',
      region: event.region === 'global' ? 'none' : event.region,
      workloadId: 'none',
      subject: event.id,
      code: 'aws-health-issue',
      severity: 'warning',
      sentence: `AWS Health reports an issue of ${event.service} in ${event.region} since ${formatMoment(event.startedAt, now)}`,
      evidence: [event.typeCode, event.description.slice(0, longestQuote)],
      clear: 'Clears when AWS closes the event',
      since: event.startedAt,
    }));
}
