import { alarmFindings } from './alarm-findings';
import { backupFindings } from './backup-findings';
import { budgetFindings } from './budget-findings';
import { capacityFindings } from './capacity-findings';
import { consoleFindings } from './console-findings';
import { endpointFindings } from './endpoint-findings';
import { entryPointFindings } from './entry-point-findings';
import type { FindingRule } from './finding';
import type { FindingArea } from './finding-codes';
import { healthEventFindings } from './health-event-findings';
import { lawfulnessFindings } from './lawfulness-findings';
import { linkFindings } from './link-findings';
import { needsFindings } from './needs-findings';
import { objectiveFindings } from './objective-findings';
import { protectionFindings } from './protection-findings';
import { quarantineFindings } from './quarantine-findings';
import { quotaFindings } from './quota-findings';
import { recordFindings } from './record-findings';
import { regionFindings } from './region-findings';
import { routingFindings } from './routing-findings';
import { routingWeaknessFindings } from './routing-weakness-findings';
import { sourceFindings } from './source-findings';
import { unreplicatedFindings } from './unreplicated-findings';

/**
 * The rules of each area: they build the sentence, the evidence and the date of its codes. Five codes have none here:
 * the engine itself says that the fleet file is refused, what the budget for polling does, that a flip is not held, and that a
 * report is not delivered.
 */
export const rulesOf: Readonly<Record<FindingArea, readonly FindingRule[]>> = {
  console: [consoleFindings],
  regions: [regionFindings, quarantineFindings],
  serving: [
    entryPointFindings,
    endpointFindings,
    capacityFindings,
    routingFindings,
    recordFindings,
    routingWeaknessFindings,
  ],
  protection: [protectionFindings, lawfulnessFindings, unreplicatedFindings],
  objectives: [objectiveFindings],
  replication: [linkFindings],
  backups: [backupFindings],
  needs: [needsFindings],
  quotas: [quotaFindings],
  costs: [budgetFindings],
  sources: [sourceFindings],
  alarms: [alarmFindings],
  'aws-health': [healthEventFindings],
};
