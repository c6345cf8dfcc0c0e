import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution, StepProgress } from '@/lib/domain/recovery/execution';
import { formatDuration } from '@/lib/domain/wording/duration';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import { hasEnded } from '@/lib/recovery/rules/execution/reading';
import { deadlineOf } from './begin-run';
import type { CommandPorts } from './command-ports';

const lookEveryMs = 500;

/**
 * Follows a run to its end and gives the words it asks for: the approval as a second account, or by a person in the browser,
 * and the risk of two writers as the operator, since it is the drill that made the region fail. Tasks for people stay
 * theirs.
 *
 * @throws DrillRefused where the run stands still for a reason that a person has to look at, or takes longer than there is time
 */
export async function followRun(ports: CommandPorts, id: string): Promise<Execution> {
  const { product, say, options } = ports;
  const deadline = await deadlineOf(ports);
  const said = new Set<string>();
  const sayOnce = (sentence: string) => {
    if (!said.has(sentence)) say(sentence);
    said.add(sentence);
  };
  for (;;) {
    const run = await product.execution(id);
    if (run === 'not-found') throw new DrillRefused(`The console knows no run ${id} any more.`);
    for (const step of run.steps) {
      if (step.state === 'done') sayOnce(`${run.workloadId}: ${titleOf(run, step)}${tookWords(step)}.`);
    }
    if (hasEnded(run)) return run;
    if (run.state === 'paused-by-failed-step' || run.state === 'paused-by-operator') throw stopped(run, ports);
    await giveWords(ports, run, sayOnce);
    if ((await ports.fleet.status()).now > deadline) {
      throw new DrillRefused(
        `${run.workloadId} is still ${run.state.replaceAll('-', ' ')} after ${options.waitMinutes} m. It goes on: ${product.addressOf(id)}`,
      );
    }
    await sleep(lookEveryMs);
  }
}

function titleOf({ route }: Execution, { stepId }: StepProgress): string {
  const planned = route.workflows.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
  return planned?.title ?? stepId;
}

function tookWords({ startedAt, endedAt }: StepProgress): string {
  if (startedAt === 'not-yet' || endedAt === 'not-yet') return '';
  return `, ${formatDuration(Math.max(0, (endedAt - startedAt) / 1000))}`;
}

function stopped({ id, workloadId, steps }: Execution, { product }: CommandPorts): DrillRefused {
  const failed = steps.find(({ state }) => state === 'failed' || state === 'in-doubt');
  const because = failed === undefined ? '' : ` ${failed.sentence}`;
  return new DrillRefused(
    `The run of ${workloadId} stands still and a person has to look at it.${because} ${product.addressOf(id)}`,
  );
}

async function giveWords(
  { product, options, say }: CommandPorts,
  run: Execution,
  sayOnce: (sentence: string) => void,
): Promise<void> {
  const { approval, workloadId, planVersion, steps } = run;
  if (run.state === 'awaiting-approval' && approval.state === 'waiting') {
    if (options.askApprover) {
      sayOnce(`${workloadId} waits for a second person to agree: ${product.addressOf(run.id)}`);
      return;
    }
    const given = {
      idempotencyKey: keyOf(run.id, 'approve', approval.boundTo),
      boundTo: approval.boundTo,
      planVersion,
    };
    const answer = await product.steer('approve', run.id, given, 'approver');
    if (answer.ok) sayOnce(`The local account approver has agreed to move ${workloadId}.`);
    else if (answer.code !== 'not-now') throw new DrillRefused(`The approval was refused: ${answer.message}`);
    return;
  }
  const planned = run.route.workflows.flatMap((workflow) => workflow.steps);
  for (const { stepId, state, waitsFor, sentence, attempt } of steps) {
    if (state !== 'waiting' || waitsFor === 'approve') continue;
    // The drill can answer for the region that it made fail, and for nothing else.
    const asksToDelete = planned.some(({ id, spec }) => id === stepId && spec.kind === 'clean-up');
    if (waitsFor !== 'acknowledge-risk' || run.mode !== 'ungraceful' || asksToDelete) {
      sayOnce(`A person has to say a word to this: ${sentence} ${product.addressOf(run.id)}`);
      continue;
    }
    const reason = `A drill made ${run.source} fail: nothing there can write`;
    const given = { idempotencyKey: keyOf(run.id, stepId, String(attempt)), stepId, reason };
    const answer = await product.steer('acknowledge-risk', run.id, given, 'operator');
    if (answer.ok) sayOnce(`${workloadId}: the risk of two writers is taken. ${reason}.`);
    else if (answer.code !== 'not-now') say(`The risk was not taken: ${answer.message}`);
  }
}

/** The same intent has the same key, however often the command is given. */
function keyOf(...parts: readonly string[]): string {
  return `drill.${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)}`;
}
