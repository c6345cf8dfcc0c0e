import type { Entity, FindingEntity } from '../entities';
import { toFleetEvidence } from '../fleet-evidence';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { EpochMs } from '../time';
import { alarmFindings } from './alarm-findings';
import { capacityFindings } from './capacity-findings';
import { endpointFindings } from './endpoint-findings';
import { entryPointFindings } from './entry-point-findings';
import { type FindingRule, toFinding } from './finding';
import { healthEventFindings } from './health-event-findings';
import { lawfulnessFindings } from './lawfulness-findings';
import { linkFindings } from './link-findings';
import { needsFindings } from './needs-findings';
import { objectiveFindings } from './objective-findings';
import { protectionFindings } from './protection-findings';
import { regionFindings } from './region-findings';
import { routingFindings } from './routing-findings';
import { routingWeaknessFindings } from './routing-weakness-findings';
import { sourceFindings } from './source-findings';
import { unreplicatedFindings } from './unreplicated-findings';

const rules: readonly FindingRule[] = [
  regionFindings,
  entryPointFindings,
  endpointFindings,
  objectiveFindings,
  protectionFindings,
  linkFindings,
  lawfulnessFindings,
  unreplicatedFindings,
  capacityFindings,
  needsFindings,
  routingFindings,
  routingWeaknessFindings,
  alarmFindings,
  healthEventFindings,
  sourceFindings,
];

/**
 * Every rule that holds at `now`, without history: `since` is the date of the evidence where it has one, otherwise
 * `now`. Findings among the entities are ignored. Give the result to `carryFindings` for identity over time.
 */
export function deriveFindings(entities: readonly Entity[], now: EpochMs): FindingEntity[] {
  const evidence = toFleetEvidence(
    entities.filter(({ kind }) => kind !== 'finding'),
    now,
  );
  const context = { evidence, overview: buildFleetOverview(entities, now), now };
  return rules.flatMap((rule) => rule(context)).map((draft) => toFinding(draft, now));
}
