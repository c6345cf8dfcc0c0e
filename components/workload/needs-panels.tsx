import type { EpochMs } from '@/lib/domain/time';
import type { WorkloadSubject } from '@/lib/domain/workload-page/types';
import { BackupTable } from './backup-table';
import { DistributionTable } from './distribution-table';
import { QueueTable } from './queue-table';
import { SecretTable } from './secret-table';

export interface NeedsPanelsProps {
  readonly subject: WorkloadSubject;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What does not replicate by links, and what a region needs beside its data; only what the fleet declares. */
export function NeedsPanels({ subject, now, simulated }: NeedsPanelsProps) {
  const { queues, backups, secrets, keys, distributions } = subject;
  const hasKeys = secrets.length > 0 || keys.length > 0;
  if (queues.length === 0 && backups.length === 0 && !hasKeys && distributions.length === 0) return null;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2 xl:[&>*:last-child:nth-child(odd)]:col-span-2">
      {backups.length > 0 && <BackupTable backups={backups} now={now} simulated={simulated} />}
      {hasKeys && <SecretTable secrets={secrets} keys={keys} now={now} simulated={simulated} />}
      {queues.length > 0 && <QueueTable queues={queues} now={now} simulated={simulated} />}
      {distributions.length > 0 && <DistributionTable distributions={distributions} now={now} simulated={simulated} />}
    </div>
  );
}
