import { blocker, type Gate } from './gate';

/** A plan with an error cannot be run, and one that does not lead to the target cannot be run there. */
export const gatePlan: Gate = ({ plan, route, pair, mode }) => {
  const errors = plan.lint.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const broken =
    first === undefined
      ? []
      : [
          blocker(
            'plan-has-errors',
            `${plan.name} has an error: ${first.sentence}${more}`,
            'Mend the plan in the fleet file.',
          ),
        ];
  if (route !== 'none' && plan.modes.includes(mode)) return broken;
  const sentence = `${plan.name} does not lead from ${pair.source} to ${pair.target}`;
  return [...broken, blocker('no-plan', sentence, 'Choose another region, or write a plan for it.')];
};
