import { startAddress } from '../shell/addresses';

export interface MoveLinksProps {
  readonly workloadId: string;
  readonly regions: readonly string[];
}

/** Where leaving each of its regions is looked at; nothing is moved from here. */
export function MoveLinks({ workloadId, regions }: MoveLinksProps) {
  if (regions.length < 2) return null;
  return (
    <p className="-mt-2 flex flex-wrap gap-x-3 text-ink-muted text-table" data-testid="move-links">
      Look at moving it out of
      {regions.map((region) => (
        <a
          key={region}
          href={startAddress({ workload: workloadId, source: region })}
          aria-label={`Look at moving it out of ${region}`}
          className="text-link underline"
        >
          {region}
        </a>
      ))}
    </p>
  );
}
