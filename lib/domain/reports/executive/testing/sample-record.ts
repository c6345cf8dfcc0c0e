import { fromMoment } from '../../figure';
import type { ReportedRecovery, ReportedRisk, WantedDecision } from '../report';
import { hashOf, lengthOf, runIdOf, type SampleFrame } from './sample-frame';

const durationMethod =
  'from the first failure of the user path that persisted to the start of the first three minutes well served, rounded up';
const lossMethod = 'what the store that lost most lost for good, by the recovery report, rounded up';

type Run = readonly [
  workloadId: string,
  workloadName: string,
  by: 'run' | 'drill',
  source: string,
  target: string,
  daysAgo: number,
  seconds: number | string,
  loss: number | string,
  result: ReportedRecovery['result'],
  outcome: string,
];

const noOutage = 'no failure of the user path was seen, so that there is no outage to time';
const runs: readonly Run[] = [
  ['eu-accounts', 'EU accounts', 'drill', 'eu-central-1', 'eu-west-1', 10, 2112, 22, 'breached', 'completed'],
  ['storefront', 'Storefront', 'run', 'us-east-1', 'us-west-2', 13, 94, 4, 'within', 'completed'],
  ['checkout', 'Checkout', 'drill', 'us-east-1', 'us-west-2', 18, 252, 41, 'within', 'completed'],
  ['catalog', 'Catalog', 'drill', 'eu-west-1', 'us-east-1', 24, noOutage, 2, 'no-outage', 'completed'],
  ['catalog', 'Catalog', 'drill', 'us-east-1', 'eu-west-1', 25, noOutage, 2, 'no-outage', 'completed'],
  [
    'checkout',
    'Checkout',
    'drill',
    'us-east-1',
    'us-west-2',
    29,
    'the run failed before users were moved',
    'the run failed before anything was given up',
    'failed',
    'failed at step 6 of 9',
  ],
];

export function sampleRecoveries(frame: SampleFrame): readonly ReportedRecovery[] {
  const end = fromMoment(frame.to);
  const first = fromMoment(frame.from);
  return runs
    .map(([workloadId, workloadName, by, source, target, daysAgo, seconds, loss, result, outcome]) => {
      const endedAt = new Date(end - daysAgo * 86_400_000 + 36_729_000).toISOString();
      const from = new Date(fromMoment(endedAt) - 2_700_000).toISOString();
      const own = { period: { from, to: endedAt }, asOf: endedAt };
      const id = `${workloadId} ${source}${result === 'failed' ? ' failed' : ''}`;
      return {
        runId: runIdOf(id),
        by,
        workloadId,
        workloadName,
        action: 'activate',
        mode: by === 'run' ? 'ungraceful' : 'graceful',
        source,
        target,
        endedAt,
        duration: lengthOf({ ...own, method: durationMethod }, seconds),
        loss: lengthOf({ ...own, method: lossMethod }, loss),
        lostWrites:
          by === 'drill' && result !== 'failed' ? { lost: loss === 2 ? 0 : 3, of: 1200 } : ('not-counted' as const),
        outcome,
        result,
        reportSha256: hashOf(id),
      };
    })
    .filter(({ endedAt }) => fromMoment(endedAt) >= first);
}

type Risk = readonly [
  code: string,
  severity: ReportedRisk['severity'],
  workloadId: string,
  workloadName: string,
  tier: ReportedRisk['tier'],
  owner: string,
  region: string,
  ageDays: number,
  sentence: string,
  clear: string,
];

const risks: readonly Risk[] = [
  [
    'target-unlawful',
    'critical',
    'eu-accounts',
    'EU accounts',
    1,
    'accounts',
    'eu-central-1',
    64,
    'EU accounts: legacy-shard has no lawful target, so that a loss of eu-central-1 strands it',
    'Give the shard a copy in eu-west-1, or declare that it stays',
  ],
  [
    'unprotected',
    'critical',
    'media',
    'Media',
    2,
    'media',
    'us-east-1',
    212,
    'Media: acme-thumbnails-use1 is not replicated anywhere',
    'Turn replication on for the bucket',
  ],
  [
    'secret-out-of-sync',
    'warning',
    'checkout',
    'Checkout',
    0,
    'payments',
    'us-west-2',
    21,
    'checkout/database in us-west-2 is 21 days behind us-east-1',
    'Replicate the secret again',
  ],
  [
    'quota-mismatch',
    'warning',
    'storefront',
    'Storefront',
    0,
    'shop',
    'us-west-2',
    88,
    'On-demand vCPUs of us-west-2 are 64, and us-east-1 runs 118',
    'Ask AWS for at least 128',
  ],
  [
    'ttl-too-long',
    'warning',
    'eu-accounts',
    'EU accounts',
    1,
    'accounts',
    'none',
    33,
    'accounts.acme.example is kept by resolvers for 10 m',
    'Set its TTL to 60 s',
  ],
  [
    'link-late',
    'warning',
    'media',
    'Media',
    2,
    'media',
    'us-west-2',
    4,
    'media-index-usw2 lags 12 m behind media-index-use1',
    'See what holds the replica up',
  ],
  [
    'aws-planned-work',
    'notice',
    'none',
    '',
    'none',
    'nobody-named',
    'eu-west-1',
    2,
    'AWS replaces hardware under two instances of eu-west-1 on 9 November',
    'Nothing has to be done; the work is marked',
  ],
];

export function sampleRisks({ to }: SampleFrame): readonly ReportedRisk[] {
  return risks.map(
    ([code, severity, workloadId, workloadName, tier, owner, region, ageDays, sentence, clear], index) => ({
      id: `${code}/${workloadId}/${region}`,
      code,
      severity,
      sentence,
      clear,
      since: new Date(fromMoment(to) - ageDays * 86_400_000 + 3_600_000).toISOString(),
      ageDays,
      isUnconfirmed: index === 5,
      workloadId,
      workloadName,
      tier,
      region,
      accountId: '111122223333',
      owner,
      acknowledged:
        index === 1 ? { by: 'mira', at: new Date(fromMoment(to) - 40 * 86_400_000).toISOString() } : 'nobody',
    }),
  );
}

export const sampleDecisions: readonly WantedDecision[] = [
  {
    kind: 'mend-breach',
    ask: 'Have the recovery of EU accounts shortened below 30 m, or promise no less than 36 m',
    because: 'the drill of 22 October took 35 m 12 s',
    owner: 'accounts',
    workloadId: 'eu-accounts',
  },
  {
    kind: 'mend-breach',
    ask: 'Give Media a replication that keeps 15 m, or accept a loss of 1 h 47 m',
    because: 'its recovery point was kept in 96.41 % of the minutes measured, and 99.9 % are promised',
    owner: 'media',
    workloadId: 'media',
  },
  {
    kind: 'order-drill',
    ask: 'Order drills of Storefront for us-west-2, eu-central-1 and ap-southeast-1',
    because: 'one of the four regions that serve is proven',
    owner: 'shop',
    workloadId: 'storefront',
  },
  {
    kind: 'renew-drill',
    ask: 'Have Media drilled again',
    because: 'what proves its recovery time is 131 days old',
    owner: 'media',
    workloadId: 'media',
  },
  {
    kind: 'order-drill',
    ask: 'Order the first drill of Archive',
    because: 'no run or drill of it is on record',
    owner: 'records',
    workloadId: 'archive',
  },
  {
    kind: 'own-unassigned-cost',
    ask: 'Name who owns $1,204.50 that carry no tag of a workload',
    because: 'they are on the bill of account 111122223333',
    owner: 'nobody-named',
    workloadId: 'none',
  },
];
