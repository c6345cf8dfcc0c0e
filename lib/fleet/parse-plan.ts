import type { Workload } from '../domain/fleet';
import type { PlanDeclaration } from '../domain/recovery/declaration';
import { checkPlan } from './check-plan';
import { type Complaint, type FleetProblem, formatPath } from './fleet-problem';
import { byPlace, readYaml } from './read-yaml';
import { type ReadableWorkload, readWorkloadParts } from './readable-workload';
import { plan as planSchema } from './recovery-schema';
import { toPlan } from './to-recovery';
import { toComplaints } from './zod-complaints';

/** The longest text of one plan, in characters: a hundred steps with a sentence each take a third of it. */
export const longestPlanText = 48_000;

/** A plan written by itself, as one item of `recovery.plans` in a fleet file. */
export type ParsedPlan =
  | {
      readonly state: 'good';
      readonly plan: PlanDeclaration;
      /** The line on which each step begins, counted from 1, by its id. */
      readonly lineOfStep: Readonly<Record<string, number>>;
    }
  /** Never empty, in the order of the text. */
  | { readonly state: 'broken'; readonly problems: readonly FleetProblem[] };

/**
 * Reads one plan of a workload from YAML, by the rules of the fleet file: everything that is wrong in it at once, each
 * with its place. What the linter holds against it is known only once it is bound to regions. Never throws.
 */
export function parsePlan(text: string, workload: Workload): ParsedPlan {
  if (text.length > longestPlanText) {
    const message = `The plan is longer than ${longestPlanText} characters, the most one may be`;
    return { state: 'broken', problems: [{ line: 1, column: 1, path: '', message }] };
  }
  const yaml = readYaml(text);
  if (yaml.state === 'refused') return { state: 'broken', problems: yaml.problems };
  const read = planSchema.safeParse(yaml.value);
  const complaints: readonly Complaint[] = read.success
    ? checkPlan(asReadable(workload), read.data, (...path) => path)
    : toComplaints(read.error, []);
  if (!read.success || complaints.length > 0) {
    const problems = complaints.map(({ path, message }) => ({ ...yaml.locate(path), path: formatPath(path), message }));
    return { state: 'broken', problems: problems.sort(byPlace) };
  }
  const placed = read.data.workflows.flatMap(({ steps }, workflow) =>
    steps.map(({ id }, index) => [id, yaml.locate(['workflows', workflow, 'steps', index]).line] as const),
  );
  return { state: 'good', plan: toPlan(read.data), lineOfStep: Object.fromEntries(placed) };
}

/** What a plan may name of a workload that is in use already, as the file would say it. */
function asReadable({ strategy, regions, entryPoints, stores, recovery }: Workload): ReadableWorkload {
  const { routing, transaction, accessPoints } = recovery ?? {};
  return readWorkloadParts({
    strategy,
    regions: Object.fromEntries(regions.map(({ region, role }) => [region, role])),
    entryPoints: entryPoints.map(({ id }) => ({ id })),
    stores: stores.map(({ id }) => ({ id })),
    recovery: {
      ...(routing === undefined ? {} : { routingCluster: 'in-use' }),
      ...(accessPoints === undefined ? {} : { accessPoints }),
      ...(transaction === undefined
        ? {}
        : { transaction: { entryPoint: transaction.entryPointId, path: transaction.path } }),
    },
  });
}
