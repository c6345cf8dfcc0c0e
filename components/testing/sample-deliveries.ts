import type { ReportDelivery } from '@/lib/domain/reports/delivery';
import type { RecoveryReportLine } from '@/lib/domain/reports/recovery-line';
import type { EpochMs } from '@/lib/domain/time';

const hourMs = 3_600_000;

/** Deliveries in each of their states. */
export function sampleDeliveries(now: EpochMs): readonly ReportDelivery[] {
  const delivered: ReportDelivery = {
    deliveryId: 'archive',
    destination: { kind: 'folder', folder: '/srv/reports' },
    occasion: 'month-closed',
    subject: { month: '2026-07', part: { kind: 'edition', edition: 1 } },
    state: 'delivered',
    since: now - 40 * hourMs,
    attempts: 1,
    sentence: 'Written as executive-report-2026-07-edition-1.pdf and .csv.',
    nextAttemptAt: 'none',
    sha256: '9f2c'.repeat(16),
  };
  const bucket = (region: string) =>
    ({ kind: 'bucket', region, bucket: `acme-reports-${region}`, accountId: '111122223333' }) as const;
  const mail = { kind: 'mail', to: ['board@example.com', 'ops@example.com'] } as const;
  const weekly = { month: '2026-08', part: { kind: 'week', monday: '2026-08-10' } } as const;
  const retried = { attempts: 3, nextAttemptAt: now + 600_000, since: now - hourMs } as const;
  return [
    delivered,
    {
      ...delivered,
      destination: bucket('ap-southeast-1'),
      state: 'delivered-without-pdf',
      sentence:
        '2 objects in acme-reports-ap-southeast-1 (ap-southeast-1). There is no PDF of it: the letters were not found.',
    },
    {
      ...delivered,
      destination: bucket('eu-central-1'),
      state: 'failed',
      sentence: 'S3 in eu-central-1 did not answer within 10 s.',
      ...retried,
    },
    {
      ...delivered,
      destination: bucket('us-west-2'),
      state: 'in-doubt',
      sentence: 'The connection broke while it was handed over; it is looked for first.',
      ...retried,
    },
    {
      ...delivered,
      deliveryId: 'board',
      destination: mail,
      state: 'not-configured',
      sentence: 'The engine has no mail server.',
    },
    {
      ...delivered,
      deliveryId: 'weekly',
      occasion: 'weekly',
      destination: mail,
      subject: weekly,
      state: 'given-up',
      attempts: 41,
      sentence: 'Refused for seven days: 550 no such mailbox.',
    },
    {
      ...delivered,
      deliveryId: 'team',
      destination: { kind: 'folder', folder: '/srv/team' },
      state: 'begun',
      attempts: 1,
      sentence: '',
    },
    {
      ...delivered,
      deliveryId: 'audit',
      destination: bucket('eu-west-1'),
      state: 'due',
      attempts: 0,
      sentence: '',
      nextAttemptAt: now + 60_000,
    },
    {
      ...delivered,
      deliveryId: 'new',
      destination: { kind: 'folder', folder: '/srv/new' },
      subject: 'none',
      state: 'nothing-due-yet',
      attempts: 0,
      sentence: '',
      sha256: 'none',
    },
  ];
}

/** Recovery reports of a run, a drill and a dry run whose report is being made. */
export function sampleRecoveryReports(now: EpochMs): readonly RecoveryReportLine[] {
  const newest = {
    edition: 1,
    madeAt: now - 2 * hourMs,
    sha256: '41d7'.repeat(16),
    pdf: 'made',
    isSealed: true,
  } as const;
  const line = { workloadId: 'checkout', source: 'us-east-1', target: 'us-west-2' } as const;
  return [
    { ...line, runId: 'run-3', by: 'dry-run', endedAt: now - 20_000, newest: 'being-made' },
    {
      ...line,
      runId: 'run-2',
      by: 'drill',
      endedAt: now - 3 * hourMs,
      newest: { ...newest, edition: 2, pdf: { because: 'the letters were not found' }, isSealed: false },
    },
    { ...line, runId: 'run-1', by: 'run', endedAt: now - 90 * hourMs, newest },
  ];
}
