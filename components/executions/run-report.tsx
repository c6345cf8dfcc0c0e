'use client';

import type { EditionLine } from '@/lib/domain/reports/report-state';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatMoment } from '@/lib/format';
import { Panel } from '../ui/panel';
import { type ReportReading, useReportState } from './use-report-state';

export interface RunReportProps {
  readonly runId: string;
  /** A fixed picture, for the gallery. */
  readonly report: ReportReading | 'live';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** The recovery report of a run that has ended: how far it is, and each edition of it to be kept. */
export default function RunReport({ runId, report, now, simulated }: RunReportProps) {
  const reading = useReportState(runId, report);
  return (
    <Panel id="report-title" title="Recovery report" simulated={simulated}>
      <div className="grid gap-1.5 px-4 py-3 text-table" data-testid="run-report" data-report={reading.state}>
        {reading.state === 'made' ? (
          reading.editions
            .toReversed()
            .map((line) => <Edition key={line.edition} line={line} runId={runId} now={now} />)
        ) : (
          <p role="status" className="text-ink-muted">
            {waitingWords(reading, now)}
          </p>
        )}
      </div>
    </Panel>
  );
}

function waitingWords(reading: Exclude<ReportReading, { state: 'made' }>, now: EpochMs): string {
  switch (reading.state) {
    case 'asking':
      return 'Asking how far the report is.';
    case 'failed':
      return 'Whether there is a report is not known: the console did not answer. It is asked again by itself.';
    case 'run-goes-on':
      return 'The report is made once the run has ended.';
    case 'being-made':
      return `Being made: the run ended ${formatAge(reading.since, now)}. An engine makes it within a minute.`;
  }
}

function Edition({ line, runId, now }: { readonly line: EditionLine; readonly runId: string; readonly now: EpochMs }) {
  const { edition, madeAt, pdf, sha256, isSealed } = line;
  const base = `/api/v1/executions/${encodeURIComponent(runId)}`;
  return (
    <div data-testid={`report-edition-${edition}`}>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span>
          Edition {edition}, made at {formatMoment(madeAt, now, 'second')}
        </span>
        <a
          className="text-link underline"
          href={`${base}/report?edition=${edition}`}
          aria-label={`Edition ${edition} as JSON`}
        >
          JSON
        </a>
        {pdf === 'made' ? (
          <a
            className="text-link underline"
            href={`${base}/report.pdf?edition=${edition}`}
            aria-label={`Edition ${edition} as PDF`}
          >
            PDF
          </a>
        ) : (
          <span className="text-ink-muted">no PDF: {pdf.because}</span>
        )}
      </p>
      <p className="font-mono text-ink-muted text-note [overflow-wrap:anywhere]">
        {isSealed ? 'Sealed in the audit trail' : 'Written in the audit trail, not sealed yet'}, SHA-256 {sha256}
      </p>
    </div>
  );
}
