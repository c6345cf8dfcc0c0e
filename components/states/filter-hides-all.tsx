import { Button } from '../ui/button';

export interface FilterHidesAllProps {
  /** What is not seen, in the plural: `plans`. */
  readonly noun: string;
  readonly isFiltered?: boolean;
  readonly onClear: () => void;
}

/** There are some; the filter hides them all. */
export function FilterHidesAll({ noun, isFiltered = true, onClear }: FilterHidesAllProps) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-table" data-testid="filter-hides-all">
      No {noun} match.
      {isFiltered && <Button onClick={onClear}>Clear filters</Button>}
    </p>
  );
}
