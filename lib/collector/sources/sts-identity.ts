import { awsDeadlineMs, noMerge, type SourceKind, toOutcome, toSourceId } from '../source';
import { everyPlace } from './places';

/** Who the console is in each account and region: the cheapest proof that a region's API answers us. */
export const stsIdentity: SourceKind = (fleet) =>
  everyPlace(fleet).map(({ accountId, region }) => ({
    id: toSourceId(accountId, region, 'sts'),
    accountId,
    region,
    api: 'sts',
    call: 'sts:GetCallerIdentity',
    rhythm: { periodSeconds: 300, phaseSeconds: 0 },
    deadlineMs: awsDeadlineMs,
    ask: async ({ ports, scope, counters }) => {
      counters.countCall('sts:GetCallerIdentity');
      return toOutcome(
        await ports.aws.callerIdentity(scope),
        () => noMerge,
        () => noMerge,
      );
    },
    lose: () => noMerge,
  }));
