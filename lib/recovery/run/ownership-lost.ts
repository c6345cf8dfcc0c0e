/** Another engine drives the run by now: whatever this one has in mind must not be done, and nothing it has is written. */
export class OwnershipLost extends Error {
  override readonly name = 'OwnershipLost';
  constructor(executionId: string) {
    super(`The run ${executionId} is driven by another engine by now.`);
  }
}
