import type { PlanProblem, PlanStep } from '@/lib/domain/recovery/plan';
import { before, type LintView, ofKind, problem } from './lint-view';

/**
 * Users are sent only to what was seen to work: before a control is turned, the region that takes over is asked; where
 * a writer was promoted, by a transaction that is written and read back after the promotion.
 */
export function lintVerification(view: LintView): readonly PlanProblem[] {
  const { steps } = view;
  const moves = ofKind(
    steps,
    'routing-controls',
    'health-check-flip',
    'weighted-shift',
    'record-change',
    'accelerator-dial',
  );
  const promotions = ofKind(steps, 'aurora-switchover', 'aurora-failover', 'rds-promote', 'aurora-detach');
  const unproven = promotions.filter((promotion) => !isProven(view, promotion));
  return [
    ...unproven.map((step) =>
      problem(
        'verify-before-traffic',
        step.id,
        `Nothing proves that ${step.spec.to} takes writes once ${step.id} is done: add a transaction-proof after it`,
      ),
    ),
    ...moves.flatMap((move) => unverifiedMove(view, move, promotions)),
    ...(promotions.length === 0 ? unverifiedTarget(view) : []),
  ];
}

function isProven(view: LintView, promotion: PlanStep): boolean {
  return ofKind(view.steps, 'transaction-proof').some(
    (proof) => proof.spec.region === view.route.target && view.ancestors.get(proof.id)?.has(promotion.id) === true,
  );
}

function unverifiedMove(view: LintView, move: PlanStep, promotions: readonly PlanStep[]): readonly PlanProblem[] {
  const { target } = view.route;
  const proofs = before(view, move, 'transaction-proof').filter(({ spec }) => spec.region === target);
  const probes = before(view, move, 'http-probe').filter(({ spec }) => spec.region === target);
  const isAsked = promotions.length > 0 ? proofs.length > 0 : proofs.length + probes.length > 0;
  if (!isAsked) {
    const wanted = promotions.length > 0 ? 'a transaction-proof' : 'a transaction-proof or an http-probe';
    const sentence = `${move.id} sends users to ${target} before anything was seen to work there: put it after ${wanted}`;
    return [problem('verify-before-traffic', move.id, sentence)];
  }
  const late = promotions.filter((promotion) => !proofs.some(({ id }) => view.ancestors.get(id)?.has(promotion.id)));
  return late
    .filter((promotion) => isProven(view, promotion))
    .map((promotion) =>
      problem(
        'verify-before-traffic',
        move.id,
        `${move.id} does not wait for the proof after ${promotion.id}: put it after that transaction-proof`,
      ),
    );
}

/** A plan that moves no writer proves that the region that is left with the users serves them. */
function unverifiedTarget({ steps, route, workload }: LintView): readonly PlanProblem[] {
  if (workload.entryPoints.length === 0) return [];
  const asked = ofKind(steps, 'transaction-proof', 'http-probe').some(({ spec }) => spec.region === route.target);
  if (asked) return [];
  const sentence = `Nothing shows that ${route.target} serves users: add an http-probe or a transaction-proof`;
  return [problem('verify-before-traffic', 'plan', sentence)];
}
