/** Says on every page that the fleet is simulated. Never a status tone. */
export function SimulatedBand() {
  return (
    <div data-testid="simulated-band" className="flex items-center gap-3 border-line border-b bg-surface">
      <div aria-hidden="true" className="striped h-2 flex-1" />
      <span className="whitespace-nowrap py-0.5 text-ink text-note">
        <strong className="font-semibold tracking-wide">SIMULATED</strong> fleet. Nothing here is AWS.
      </span>
      <div aria-hidden="true" className="striped h-2 flex-1" />
    </div>
  );
}
