/** IAM actions this folder calls in steps of recovery, on the pipelines of workloads. */
export const deploymentPermissions = [
  'codepipeline:DisableStageTransition',
  'codepipeline:EnableStageTransition',
  'codepipeline:GetPipelineState',
] as const;
