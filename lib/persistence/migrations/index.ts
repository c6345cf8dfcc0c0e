import { streamAndAudit } from './0001-stream-and-audit';
import { history } from './0002-history';
import { pollingUsage } from './0003-polling-usage';
import { findingHistory } from './0004-finding-history';
import { interest } from './0005-interest';
import { recovery } from './0006-recovery';
import { eventHistory } from './0007-event-history';
import { planCheck } from './0008-plan-check';
import { heldFlips } from './0009-held-flips';
import { drill } from './0010-drill';
import { accessLinks } from './0011-access-links';
import { costs } from './0012-costs';
import { reports } from './0013-reports';
import { executiveReports } from './0014-executive-reports';
import { reportDeliveries } from './0015-report-deliveries';
import { undeliveredReports } from './0016-undelivered-reports';

export interface Migration {
  /** Sorts in the order of application. */
  readonly id: string;
  /** Never changed once released: its hash is checked against what was applied. */
  readonly sql: string;
}

/** Every migration, in order. They are strings in the program itself, so that bundles carry them. */
export const migrations: readonly Migration[] = [streamAndAudit, history, pollingUsage, findingHistory, interest, recovery, eventHistory, planCheck, heldFlips, drill, accessLinks, costs, reports, executiveReports, reportDeliveries, undeliveredReports];
