export interface SimulatedBandProps {
  /** On a wall it is read from afar; from very far there is room for the word alone. */
  readonly size?: 'page' | 'wall' | 'tight-wall';
}

/** Says on every page that the fleet is simulated. Never a status tone. */
export function SimulatedBand({ size = 'page' }: SimulatedBandProps) {
  const isPage = size === 'page';
  const stripe = `striped flex-1 ${isPage ? 'h-2' : 'h-3'}`;
  return (
    <div
      data-testid="simulated-band"
      className={`flex shrink-0 items-center gap-3 border-line bg-surface ${isPage ? 'border-b' : 'border-y'}`}
    >
      <div aria-hidden="true" className={stripe} />
      <span className={`whitespace-nowrap text-ink ${isPage ? 'py-0.5 text-note' : 'wall-text'}`}>
        <strong className="font-semibold tracking-wide">SIMULATED</strong>
        {size === 'tight-wall' ? '' : ' fleet. Nothing here is AWS.'}
      </span>
      <div aria-hidden="true" className={stripe} />
    </div>
  );
}
