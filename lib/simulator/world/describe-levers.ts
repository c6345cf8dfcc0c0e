import type { SimulatedEventBus } from './fleet-events';
import { consumerArn, type SimulatedFunction } from './fleet-functions';
import type { SimulatedPipeline } from './fleet-pipelines';
import { standingOf } from './levers';
import type { WorldState } from './world-state';

/** A function with its event source as it stands. */
export function describeFunction(state: WorldState, declared: SimulatedFunction): SimulatedFunction {
  const { eventSource } = declared;
  const arn = consumerArn(declared);
  if (eventSource === undefined || arn === undefined) return declared;
  const { on, changing } = standingOf(state, arn, eventSource.enabled);
  return { ...declared, eventSource: { ...eventSource, enabled: on, ...(changing && { changing }) } };
}

/** An event bus with its rules as they stand. */
export function describeBus(state: WorldState, declared: SimulatedEventBus): SimulatedEventBus {
  const rules = declared.rules.map((rule) => ({ ...rule, enabled: standingOf(state, rule.arn, rule.enabled).on }));
  return { ...declared, rules };
}

/** A pipeline with its stages as they stand. */
export function describePipeline(state: WorldState, declared: SimulatedPipeline): SimulatedPipeline {
  const stages = declared.stages.map((stage) => {
    const { on, reason } = standingOf(state, stage.arn, stage.open);
    return { ...stage, open: on, ...(reason !== undefined && { reason }) };
  });
  return { ...declared, stages };
}
