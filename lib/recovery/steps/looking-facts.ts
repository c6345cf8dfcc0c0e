import type { ExpectedSeconds, PlannedCall, StepFacts } from '@/lib/domain/recovery/step';

/** The facts of a step that calls nothing of AWS and changes nothing. */
export function waitingFacts(expected: ExpectedSeconds): StepFacts {
  return {
    plane: 'none',
    regionsNeeded: [],
    permissions: [],
    idempotency: 'idempotent',
    expected,
    calls: [],
    changes: 'nothing',
    wayBack: 'none-needed',
  };
}

/** A call that only reads. */
export function reading(
  action: string,
  endpointRegion: string,
  parameters: Readonly<Record<string, string>> = {},
): PlannedCall {
  return { action, endpointRegion, parameters, changesSomething: false };
}

/** A call that changes something. */
export function acting(
  action: string,
  endpointRegion: string,
  parameters: Readonly<Record<string, string>>,
): PlannedCall {
  return { action, endpointRegion, parameters, changesSomething: true };
}

/** The permissions of some calls, each once. A request to the workload itself needs none of AWS. */
export function permissionsOf(calls: readonly PlannedCall[]): readonly string[] {
  const actions = calls.map(({ action }) => action).filter((action) => !/^(http|dns):/.test(action));
  return [...new Set(actions)];
}
