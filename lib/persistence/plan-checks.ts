import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { PlanCheckAnswer } from '../domain/recovery/plan-check';
import { planCheck } from './recovery-schema';
import type { Store } from './store';

/** Channel of the wake-up when a plan is to be checked. */
export const planCheckChannel = 'antipode_plan_check';

/** A text that somebody wants to have checked; a person has one for each workload, the newest. */
export interface PlanQuestion {
  /** Who asks, to the one who vouched for them. */
  readonly subject: string;
  readonly workloadId: string;
  /** Names this text among those of the person. */
  readonly question: string;
  readonly planText: string;
}

/** Asks for an answer; a text that was asked before is not asked again, another one takes its place. */
export async function askForPlanCheck(store: Store, asked: PlanQuestion): Promise<void> {
  await store.db
    .insert(planCheck)
    .values(asked)
    .onConflictDoUpdate({
      target: [planCheck.subject, planCheck.workloadId],
      set: { question: asked.question, planText: asked.planText, answer: null, askedAt: sql`now()` },
    });
  await store.db.execute(sql`select pg_notify(${planCheckChannel}, '')`);
}

/** What was said of a text; `gone` once a newer one has taken its place. */
export async function findPlanAnswer(
  store: Store,
  { subject, workloadId, question }: Omit<PlanQuestion, 'planText'>,
): Promise<PlanCheckAnswer | 'not-yet' | 'gone'> {
  const [row] = await store.db
    .select({ answer: planCheck.answer })
    .from(planCheck)
    .where(and(eq(planCheck.subject, subject), eq(planCheck.workloadId, workloadId), eq(planCheck.question, question)));
  if (row === undefined) return 'gone';
  return row.answer ?? 'not-yet';
}

/** Texts that wait for an answer. */
export async function readOpenPlanChecks(store: Store): Promise<readonly PlanQuestion[]> {
  const { subject, workloadId, question, planText } = planCheck;
  return store.db
    .select({ subject, workloadId, question, planText })
    .from(planCheck)
    .where(isNull(planCheck.answer))
    .limit(20);
}

/** Writes an answer down, unless the text has changed meanwhile. */
export async function answerPlanCheck(
  store: Store,
  { subject, workloadId, question }: PlanQuestion,
  answer: PlanCheckAnswer,
): Promise<void> {
  await store.db
    .update(planCheck)
    .set({ answer })
    .where(and(eq(planCheck.subject, subject), eq(planCheck.workloadId, workloadId), eq(planCheck.question, question)));
}

/** Forgets what was asked more than ten minutes ago. */
export async function prunePlanChecks(store: Store): Promise<void> {
  await store.db.delete(planCheck).where(lt(planCheck.askedAt, sql`now() - interval '10 minutes'`));
}
