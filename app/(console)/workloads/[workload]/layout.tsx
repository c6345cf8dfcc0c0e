import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { readKnownIds } from '@/lib/queries/read-known-ids';
import { findSegment } from '../../../find-segment';
import { requireSession } from '../../../require-session';

interface Subject {
  readonly params: Promise<{ workload: string }>;
  readonly children: ReactNode;
}

/** Whether there is such a workload is found out before the page streams in: its status is sent with the first byte. */
export default async function WorkloadLayout({ params, children }: Subject) {
  const actor = await requireSession();
  const [{ workload }, ids] = await Promise.all([params, readKnownIds(actor, 'workload')]);
  // Before the engine has read the fleet nothing can be said to be absent.
  if (findSegment(workload, ids) === 'none' && ids.length > 0) notFound();
  return children;
}
