import type { Workload } from '../fleet';
import { findQuarantines, type Quarantine } from '../recovery/quarantine';
import { formatList } from '../wording/list';
import type { FindingContext, FindingDraft } from './finding';

/** Regions that were given up and answer again, once for each workload that has not come home to them. */
export function quarantineFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  return evidence.workloads.flatMap(({ workload }) =>
    findQuarantines(workload, evidence, now).map((quarantine) => toDraft(workload, quarantine)),
  );
}

function toDraft({ id, name, accountId }: Workload, quarantine: Quarantine): FindingDraft {
  const { region, since, served, evidence } = quarantine;
  return {
    accountId,
    region,
    workloadId: id,
    subject: `${id}/${region}`,
    code: 'region-quarantined',
    severity: served.length > 0 ? 'critical' : 'warning',
    sentence: sentenceOf(name, quarantine),
    evidence: [...served.map((words) => `Seen now: ${words}`), ...evidence],
    clear: `Clears when ${name} has come home to ${region}, or when an operator takes the region over on the recovery page, with a reason`,
    since,
  };
}

function sentenceOf(name: string, { region, away, served, isReturning }: Quarantine): string {
  if (served.length > 0) {
    return `${region} is used for ${name} although it was given up for ${away}: ${formatList(served, served.length)}`;
  }
  if (isReturning) return `${region} is in quarantine for ${name} until the return to it has ended`;
  return `${region} answers again after it was given up for ${away}: it is in quarantine for ${name}, no traffic is expected there`;
}
