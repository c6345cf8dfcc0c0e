import type { Entity, FindingEntity } from '../entities';
import { toFleetEvidence } from '../fleet-evidence';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { EpochMs } from '../time';
import type { DerivedFindings } from './carry-findings';
import { clearanceOf } from './clearance';
import { type FindingContext, toFinding } from './finding';
import { findingAreas } from './finding-codes';
import { rulesOf } from './rules';

/**
 * Every rule that holds at `now`, without history: `since` is the date of the evidence where it has one, otherwise
 * `now`. Findings among the entities are ignored. Give the result to `carryFindings` for identity over time.
 */
export function deriveFindings(entities: readonly Entity[], now: EpochMs): FindingEntity[] {
  return applyRules(toContext(entities, now));
}

/**
 * What the rules say at `now`: those that hold, and of any other known finding whether its end is seen or there is no
 * evidence to tell.
 *
 * @param standing findings that hold now and follow from nothing among the entities.
 */
export function judgeFindings(
  entities: readonly Entity[],
  now: EpochMs,
  standing: readonly FindingEntity[] = [],
): DerivedFindings {
  const context = toContext(entities, now);
  return {
    holding: [...applyRules(context), ...standing],
    clearanceOf: (finding) => clearanceOf(finding, context),
  };
}

function toContext(entities: readonly Entity[], now: EpochMs): FindingContext {
  const told = entities.filter(({ kind }) => kind !== 'finding' && kind !== 'pending-finding');
  return { evidence: toFleetEvidence(told, now), overview: buildFleetOverview(told, now), now };
}

function applyRules(context: FindingContext): FindingEntity[] {
  return findingAreas
    .flatMap((area) => rulesOf[area])
    .flatMap((rule) => rule(context))
    .map((draft) => toFinding(draft, context.now));
}
