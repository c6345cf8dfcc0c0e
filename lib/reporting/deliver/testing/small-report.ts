import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import { type ExecutiveReport, executiveReportFormat } from '@/lib/domain/reports/executive/report';

const basis = { because: 'a test says so' };

/** A report of one workload of which little is known, for deliveries that never look into it. */
export function smallReport(more: Partial<ExecutiveReport> = {}): ExecutiveReport {
  const closed = { state: 'closed', edition: 1, restates: 'nothing' } as const;
  return {
    format: executiveReportFormat,
    standing: closed,
    simulated: true,
    month: '2026-10',
    fleetName: 'acme',
    state: { ...basis, sentence: 'One of 12 objectives was breached', state: 'breached' },
    objectives: {
      ...basis,
      total: 12,
      met: 7,
      atRisk: 2,
      breached: 1,
      notMeasured: 2,
    },
    money: {
      currencies: [
        {
          currency: 'USD',
          spent: { ...basis, state: 'billed', amount: '12400.5' },
          forecast: 'none',
          resilience: { ...basis, state: 'not-known', because: 'no tag was read' },
        },
      ],
      without: [],
    },
    ...more,
  } as unknown as ExecutiveReport;
}

/** As it stands in the store. */
export function smallContent(more: Partial<ExecutiveReport> = {}): string {
  return canonicalJson(smallReport(more));
}
