/** Width of the edge in CSS pixels; the picture leaves it free at all times, so that nothing moves when it appears. */
export const wallEdgePx = 8;

/**
 * The edge of a wall while something critical stands that nobody has seen. It flashes once in two seconds while it is new
 * and is steady from then on, and where less motion is wanted. The edge flashes, never a text.
 */
export function WallEdge({ isFlashing }: { readonly isFlashing: boolean }) {
  return (
    <div
      aria-hidden="true"
      data-testid="wall-edge"
      data-flashing={isFlashing}
      className={`pointer-events-none fixed inset-0 z-30 border-8 border-critical ${isFlashing ? 'wall-flash' : ''}`}
    />
  );
}
