/** What is told by usage type tells no region, and may not be seen by whoever sees some regions only. */
export function OutOfScope() {
  return (
    <p className="px-4 py-3 text-ink-muted text-table" data-testid="costs-out-of-scope">
      Not shown to you: the bill does not tell whose these lines are, and you may see a part of the fleet.
    </p>
  );
}
