import type { Blocker } from '@/lib/domain/recovery/decision';
import type { PlanRoute } from '@/lib/domain/recovery/plan';
import { promotedBy } from '@/lib/domain/recovery/promoted-store';
import { buildResidue, isLeftOpen, type ResidueLine } from '@/lib/domain/recovery/residue/build-residue';
import { describeDial } from '@/lib/domain/recovery/setting-words';
import type { StepSpec } from '@/lib/domain/recovery/step';
import { settingTouches } from '../setting-touches';
import { stepsOfMode } from '../step-graph';
import { blocker, type Gate } from './gate';

/**
 * What earlier runs left in the region that is returned to and that the plan for the return does not undo itself: nobody
 * owns it, and it may hold the return up or be lost by it.
 */
export const gateResidue: Gate = ({ workload, pair, mode, route, known, wayHome, now }) => {
  if (wayHome === 'none') return [];
  return buildResidue(wayHome, { workload, evidence: known, now })
    .filter((line) => line.region === pair.target && isLeftOpen(line))
    .filter((line) => route === 'none' || !isUndoneBy(line, stepsOfSpecs(route, mode), workload.stores))
    .map(toBlocker);
};

function stepsOfSpecs(route: PlanRoute, mode: Parameters<typeof stepsOfMode>[1]): readonly StepSpec[] {
  return stepsOfMode(route, mode).map(({ spec }) => spec);
}

/** Whether a step of a plan sets right what a line is about. */
export function isUndoneBy(
  { kind, resource, region, before }: Pick<ResidueLine, 'kind' | 'resource' | 'region' | 'before'>,
  specs: readonly StepSpec[],
  stores: readonly { readonly id: string; readonly resource: string }[],
): boolean {
  switch (kind) {
    case 'group':
      return specs.some((spec) => spec.kind === 'scale-capacity' && spec.group === resource && spec.region === region);
    case 'control':
      return specs.some(
        (spec) =>
          spec.kind === 'routing-controls' && spec.turns.some(({ controlArn }) => controlArn.endsWith(`/${resource}`)),
      );
    case 'route':
      return specs.some((spec) => spec.kind === 's3-routes' && spec.turns.some((turn) => turn.region === region));
    case 'writer': {
      const name = stores.find(({ id }) => id === resource)?.resource ?? resource;
      return specs.some((spec) => {
        const promoted = promotedBy(spec);
        // A store that no step moves without loss is in a task of the plan, which names it.
        if (spec.kind === 'manual-task') return spec.instruction.includes(`writes to ${resource} in `);
        return promoted !== 'none' && promoted.resources.includes(name);
      });
    }
    case 'setting':
      return specs.some((spec) => {
        const isIt = settingTouches(spec).some((one) => one.name === resource && one.region === region);
        return isIt && putsBack(spec, before);
      });
    case 'unread':
      // What a step gave a cluster is taken away again by the plan.
      return specs.some(
        (spec) => spec.kind === 'clean-up' && spec.region === region && `instance ${spec.instance}` === resource,
      );
    case 'snapshot':
      return false;
  }
}

/** Whether a step leaves a setting as it was; what only raises a number does not tell. Of what was before nobody knows more. */
function putsBack(spec: StepSpec, before: string): boolean {
  if (spec.kind === 'accelerator-dial') return describeDial(spec.dialPercent) === before;
  return 'to' in spec && (before === 'on' || before === 'off' ? spec.to === before : spec.to === 'on');
}

const toClear: Readonly<Record<ResidueLine['kind'], string>> = {
  group: 'Give the group its size again, or take the line over on the recovery page, with a reason.',
  control: 'Turn the control back, or take the line over on the recovery page, with a reason.',
  route: 'Switch the route back, or take the line over on the recovery page, with a reason.',
  writer: 'Bring the store home, or take the line over on the recovery page, with a reason.',
  setting: 'Put it back, or take the line over on the recovery page, with a reason.',
  unread: 'Look at it, put it right where it hinders, then take the line over on the recovery page.',
  snapshot: 'Look at what the snapshot has that nobody else has, then take the line over on the recovery page.',
};

function toBlocker({ key, kind, resource, region, before, now }: ResidueLine): Blocker {
  const words =
    kind === 'snapshot'
      ? `What ${resource} in ${region} had not sent on was not looked at: its snapshot is ${now}`
      : `${resource} in ${region} is not as it was: was ${before}, now ${now}`;
  return blocker('residue-open', words, toClear[kind], { about: key });
}
