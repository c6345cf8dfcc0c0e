import { formatMoment } from '../wording/moment';
import { type FindingContext, type FindingDraft, sinceOr } from './finding';

/** Workloads whose users are not served: down by their endpoints, or their own name failing from here. */
export function entryPointFindings({ overview, now }: FindingContext): readonly FindingDraft[] {
  return overview.workloads.flatMap((workload): FindingDraft[] => {
    const { id, name, userHealth, outage, accountId } = workload;
    const running = outage.state === 'running';
    if (userHealth.state !== 'down' && !running) return [];
    const since = running ? outage.startedAt : sinceOr(userHealth.since, now);
    const when = formatMoment(since, now, 'second');
    const down = userHealth.state === 'down';
    return [
      {
        accountId,
        region: 'none',
        workloadId: id,
        subject: id,
        code: 'entry-point-down',
        severity: down ? 'critical' : 'warning',
        sentence: down ? `${name} is down since ${when}` : `${name}: outage clock runs since ${when}`,
        evidence: [userHealth.reason, ...workload.routing.map(({ sentence }) => sentence)],
        clear: 'Clears after users are served for three minutes without a break',
        since,
      },
    ];
  });
}
