'use client';

import { formatList } from '@/lib/domain/wording/list';
import { formatUtc } from '@/lib/format';
import { executiveReportAddress } from '../shell/addresses';
import { Choice } from '../ui/choice';
import type { ShownReport } from './shown-report';

/** The editions of a month, where there is more than one. */
export function EditionChooser({ month, shown: { report, editions } }: ShownReport) {
  const { standing } = report;
  if (standing.state === 'so-far') return <span className="text-ink-muted">Not frozen yet</span>;
  const edition = String(standing.edition);
  if (editions.length < 2) return <span className="text-ink-muted">Edition {edition}</span>;
  const options = editions.map((one) => String(one.edition)).reverse();
  const words = Object.fromEntries(
    editions.map((one) => [String(one.edition), `Edition ${one.edition}, ${formatUtc(one.madeAt, 'date')}`]),
  );
  return (
    <Choice
      label="Edition"
      value={edition}
      options={options}
      words={words}
      onChoose={(chosen) => window.location.assign(executiveReportAddress(month, Number(chosen)))}
    />
  );
}

/** What a later edition says otherwise than the one before it, which stays to be read. */
export function Restatement({ month, shown: { report } }: ShownReport) {
  const { standing } = report;
  if (standing.state === 'so-far' || standing.restates === 'nothing') return null;
  const { edition, sections } = standing.restates;
  return (
    <span className="text-ink-muted text-note">
      restates{' '}
      <a className="text-link underline" href={executiveReportAddress(month, edition)}>
        edition {edition}
      </a>{' '}
      in {formatList(sections, sections.length)}
    </span>
  );
}
