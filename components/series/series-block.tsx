/** In the place of panels whose code is on its way. */
export function SeriesBlock() {
  return <div aria-hidden="true" className="h-64 rounded-panel border border-line bg-surface" />;
}
