import { type ComplianceRange, complianceRanges } from '@/lib/domain/compliance/types';
import { rangeWords } from './compliance-words';

/** How far back to look; the choice is in the address, so that a link shows the same. */
export function RangeLinks({ chosen }: { readonly chosen: ComplianceRange }) {
  return (
    <nav aria-label="Range" className="flex flex-wrap gap-1">
      {complianceRanges.map((range) => (
        <a
          key={range}
          href={`/objectives?range=${range}`}
          aria-current={range === chosen ? 'page' : undefined}
          className="inline-flex min-h-7 items-center rounded-control border border-line-strong bg-surface px-2.5 text-ink-muted text-table hover:bg-raised aria-[current=page]:bg-raised aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {rangeWords[range]}
        </a>
      ))}
    </nav>
  );
}
