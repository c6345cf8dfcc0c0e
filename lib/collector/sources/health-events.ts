import type { HealthEventReading } from '@/lib/aws';
import { awsDeadlineMs, type Merge, noMerge, type SourceKind, toOutcome, toSourceId } from '../source';
import { globalServicesRegion } from './places';

/** Closed events stay in sight this long. */
const closedShownMs = 7 * 86_400_000;

const call = 'health:DescribeEvents';

/** What AWS says about itself. Its API lives in one region, so its silence says nothing about the others. */
export const healthEvents: SourceKind = (fleet) =>
  fleet.accounts.map((account) => ({
    id: toSourceId(account.id, globalServicesRegion, 'health'),
    accountId: account.id,
    region: globalServicesRegion,
    api: 'health',
    call,
    rhythm: { periodSeconds: 60, phaseSeconds: 0 },
    deadlineMs: awsDeadlineMs,
    ask: async ({ ports, scope, askedAt, counters, fleet }) => {
      counters.countCall(call);
      const regions = fleet.regions.map((region) => region.code);
      return toOutcome(
        await ports.aws.healthEvents(scope, { closedSince: askedAt - closedShownMs, regions }),
        mergeEvents,
        () => noMerge,
      );
    },
    // Events carry their own dates: what AWS said last stays what it said last.
    lose: () => noMerge,
  }));

function mergeEvents(events: readonly HealthEventReading[]): Merge {
  return ({ snapshot, askedAt }) => {
    const listed = new Set(events.map((event) => event.arn));
    for (const event of snapshot.all('health-event')) {
      // An open event does not vanish by not being listed once; only its age takes it away.
      const isOld = askedAt - event.updatedAt > closedShownMs;
      if (!listed.has(event.id) && isOld) snapshot.remove('health-event', event.id);
    }
    for (const { arn, ...event } of events) snapshot.put({ kind: 'health-event', id: arn, ...event });
  };
}
