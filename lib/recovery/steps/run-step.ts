import type { StepSpec } from '@/lib/domain/recovery/step';
import { rulesOf } from './registry';
import type { DryRun, ReadBack, StepCheck, StepContext, StepOutcome, StepPorts } from './step-kind';

/**
 * The doors to the steps. Whatever is thrown inside is a fault of the console; what it has done by then is not known, and
 * its own words are not shown.
 */

const fault = 'The console failed while it did this: its own log says how';
const lookFirst = 'Read back what became of it before anything else is done.';

/** Makes the effect of a step happen. Never rejects. */
export async function performStep(spec: StepSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  try {
    return await rulesOf(spec).perform(spec, ports, context);
  } catch (error) {
    ports.onFault(error, `perform ${spec.kind}`);
    return { state: 'unknown', sentence: `${fault}.`, next: lookFirst, remember: context.remembered, calls: [] };
  }
}

/** Looks once whether what a step began is done. Never rejects. */
export async function checkStep(spec: StepSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  try {
    return await rulesOf(spec).check(spec, ports, context);
  } catch (error) {
    ports.onFault(error, `check ${spec.kind}`);
    return { state: 'not-yet', sentence: `${fault}.`, remember: context.remembered, lookAgainIn: 10 };
  }
}

/** Says whether the effect of a step happened, by reading alone. Never rejects. */
export async function readBackStep(spec: StepSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  try {
    return await rulesOf(spec).readBack(spec, ports, context);
  } catch (error) {
    ports.onFault(error, `read back ${spec.kind}`);
    return { verdict: 'unknown', sentence: `${fault}.`, calls: [] };
  }
}

/** Says what a step would do now, by reading alone. Never rejects. */
export async function dryRunStep(spec: StepSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  try {
    return await rulesOf(spec).dryRun(spec, ports, context);
  } catch (error) {
    ports.onFault(error, `dry run ${spec.kind}`);
    return { wouldHappen: [], inTheWay: [`${fault}.`], calls: [] };
  }
}
