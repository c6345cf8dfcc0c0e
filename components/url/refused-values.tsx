import type { RefusedValue } from './url-state';

export interface RefusedValuesProps {
  readonly refused: readonly RefusedValue[];
  /** On a wall it is read from afar. */
  readonly size?: 'page' | 'wall';
}

/** Says which parameters of the address could not be used, so that a shared link that is broken is not believed. */
export function RefusedValues({ refused, size = 'page' }: RefusedValuesProps) {
  if (refused.length === 0) return null;
  return (
    <p
      role="status"
      data-testid="refused-values"
      className={`text-ink [overflow-wrap:anywhere] ${size === 'wall' ? 'wall-text' : 'text-table'}`}
    >
      {refused
        .map(({ name, label, value }) => `${label}: “${shortened(value)}” (${name}) is not known here.`)
        .join(' ')}{' '}
      <span className="text-ink-muted">The usual setting is shown instead.</span>
    </p>
  );
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
