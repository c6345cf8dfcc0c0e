import type { StepDeclaration, WorkflowDeclaration } from '@/lib/domain/recovery/declaration';

/** Steps as the three workflows that people read: to agree, to move, and to see users served. */
export function inWorkflows(steps: readonly StepDeclaration[]): readonly WorkflowDeclaration[] {
  const move = [...of(steps, 'execute'), ...steps.filter(isBefore)];
  return [
    { id: 'decide', title: 'Ask the gates and agree', steps: of(steps, 'decide') },
    { id: 'move', title: 'Move from {source} to {target}', steps: steps.filter((step) => move.includes(step)) },
    {
      id: 'verify',
      title: 'See users served from {target}',
      steps: of(steps, 'verify', 'propagate').filter((step) => !isBefore(step)),
    },
  ];
}

function of(
  steps: readonly StepDeclaration[],
  ...phases: readonly StepDeclaration['phase'][]
): readonly StepDeclaration[] {
  return steps.filter(({ phase }) => phases.includes(phase));
}

/** What is proven before users are moved. */
function isBefore({ id }: StepDeclaration): boolean {
  return id === 'prove' || id === 'probe-target';
}
