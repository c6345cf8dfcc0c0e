import { shortCode } from './aws-regions';
import type { FleetQueue } from './fleet-queues';

/** A stage of a pipeline, and whether changes may come into it. */
export interface SimulatedStage {
  readonly name: string;
  readonly arn: string;
  readonly open: boolean;
  /** Why it was closed, by whoever closed it. */
  readonly reason?: string;
}

/** A pipeline of CodePipeline that brings changes of a workload into a region. Nothing runs through it. */
export interface SimulatedPipeline {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly arn: string;
  readonly stages: readonly SimulatedStage[];
}

const stageNames = ['Source', 'Build', 'Deploy'];

/** Beside each queue a pipeline deploys what works it off; every stage is open at first. */
export function buildPipelines(
  queues: readonly Pick<FleetQueue, 'region' | 'workload' | 'arn'>[],
): SimulatedPipeline[] {
  return queues.map(({ region, workload, arn: queueArn }) => {
    const name = `${workload}-deploy-${shortCode(region)}`;
    const arn = `arn:aws:codepipeline:${region}:${queueArn.split(':')[4]}:${name}`;
    const stages = stageNames.map((stage) => ({ name: stage, arn: `${arn}/${stage}`, open: true }));
    return { region, workload, name, arn, stages };
  });
}
