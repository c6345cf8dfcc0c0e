/** Says on every page that the fleet is simulated. Never a status tone. On a wall it is read from afar. */
export function SimulatedBand({ size = 'page' }: { readonly size?: 'page' | 'wall' }) {
  const isWall = size === 'wall';
  const stripe = isWall ? 'striped h-3 flex-1' : 'striped h-2 flex-1';
  return (
    <div
      data-testid="simulated-band"
      className={`flex shrink-0 items-center gap-3 border-line bg-surface ${isWall ? 'border-y' : 'border-b'}`}
    >
      <div aria-hidden="true" className={stripe} />
      <span className={`whitespace-nowrap text-ink ${isWall ? 'wall-text' : 'py-0.5 text-note'}`}>
        <strong className="font-semibold tracking-wide">SIMULATED</strong> fleet. Nothing here is AWS.
      </span>
      <div aria-hidden="true" className={stripe} />
    </div>
  );
}
