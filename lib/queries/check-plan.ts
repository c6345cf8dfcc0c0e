import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Actor, isInScope, subjectOf } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { PlanCheck } from '@/lib/domain/recovery/plan-check';
import { parsePlan } from '@/lib/fleet/parse-plan';
import { askForPlanCheck, findPlanAnswer } from '@/lib/persistence/plan-checks';
import { hashOf } from '@/lib/recovery/rules/plan-version';
import { findWorkload } from './find-workload';
import { webStore } from './web-store';

const askedPlan = z.object({ workloadId: z.string().min(1).max(200), text: z.string().max(200_000) });

/** Wall milliseconds that an engine is waited for; one that lives answers within a second. */
const patienceMs = 4000;
const lookEveryMs = 80;

/** What a request asks; `unreadable` where it is nothing of that kind. */
export function parseAskedPlan(body: unknown): z.output<typeof askedPlan> | 'unreadable' {
  const read = askedPlan.safeParse(body);
  return read.success ? read.data : 'unreadable';
}

/**
 * What is wrong in a plan of a workload, or the plan as an engine would run it with what the linter says; `not-linted`
 * where no engine answers. `not-found` for a workload that is unknown or out of scope. Changes nothing. Throws
 * AccessRefused; fails without the store.
 */
export async function checkPlan(
  actor: Actor | 'nobody',
  { workloadId, text }: z.output<typeof askedPlan>,
  signal: AbortSignal,
): Promise<PlanCheck | 'not-found'> {
  const allowed = requirePermission(actor, 'read-fleet');
  const found = await findWorkload(workloadId);
  if (found === 'not-found' || !isInScope(allowed.scope, found.labels)) return 'not-found';
  const parsed = parsePlan(text, found.workload);
  if (parsed.state === 'broken') return parsed;
  return askEngine(subjectOf(allowed), workloadId, text, signal);
}

async function askEngine(
  subject: string,
  workloadId: WorkloadId,
  planText: string,
  signal: AbortSignal,
): Promise<PlanCheck> {
  // The fleet may have changed since the same text was asked, so that each question is one of its own.
  const question = hashOf({ planText, at: performance.now() });
  await askForPlanCheck(webStore(), { subject, workloadId, question, planText });
  for (const until = performance.now() + patienceMs; performance.now() < until && !signal.aborted; ) {
    const answer = await findPlanAnswer(webStore(), { subject, workloadId, question });
    if (answer === 'gone') break;
    if (answer !== 'not-yet') return answer;
    await sleep(lookEveryMs);
  }
  return { state: 'not-linted' };
}
