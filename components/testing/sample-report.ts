import type { EpochMs } from '@/lib/domain/time';
import type { ReportReading } from '../executions/use-report-state';

const first = { edition: 1, sha256: '9f2c'.repeat(16), pdf: 'made', isSealed: true } as const;
const second = {
  edition: 2,
  sha256: '41d7'.repeat(16),
  pdf: { because: 'the letters were not found' },
  isSealed: false,
} as const;

/** How far the report of a run is, in the pictures of the gallery. */
export function sampleReport(state: string, now: EpochMs): ReportReading {
  if (state === 'run:cancelled') return { state: 'being-made', since: now - 4000 };
  if (state === 'run:failed') return { state: 'failed' };
  const editions = [
    { ...first, madeAt: now - 3_600_000 },
    { ...second, madeAt: now - 60_000 },
  ];
  return { state: 'made', editions };
}
