'use server';

import { cookies } from 'next/headers';
import { findActor } from '@/lib/access/find-actor';
import { acknowledgeRisk as acknowledgeRiskCommand } from '@/lib/commands/acknowledge-risk';
import { approveExecution } from '@/lib/commands/approve-execution';
import { cancelExecution } from '@/lib/commands/cancel-execution';
import { clearAntiFlap as clearAntiFlapCommand } from '@/lib/commands/clear-anti-flap';
import type { ExecutionCommandResult } from '@/lib/commands/command-result';
import { completeTask as completeTaskCommand } from '@/lib/commands/complete-task';
import { declineExecution } from '@/lib/commands/decline-execution';
import { escalateExecution } from '@/lib/commands/escalate-execution';
import { makeGraceful as makeGracefulCommand } from '@/lib/commands/make-graceful';
import { pauseExecution } from '@/lib/commands/pause-execution';
import { resumeExecution } from '@/lib/commands/resume-execution';
import { retryStep as retryStepCommand } from '@/lib/commands/retry-step';
import { skipStep as skipStepCommand } from '@/lib/commands/skip-step';
import { startExecution } from '@/lib/commands/start-execution';

export async function start(form: FormData): Promise<ExecutionCommandResult> {
  return startExecution(await findActor(await cookies()), Object.fromEntries(form));
}

export async function approve(form: FormData): Promise<ExecutionCommandResult> {
  return approveExecution(await findActor(await cookies()), Object.fromEntries(form));
}

export async function decline(form: FormData): Promise<ExecutionCommandResult> {
  return declineExecution(await findActor(await cookies()), Object.fromEntries(form));
}

export async function pause(form: FormData): Promise<ExecutionCommandResult> {
  return pauseExecution(await findActor(await cookies()), Object.fromEntries(form));
}

export async function resume(form: FormData): Promise<ExecutionCommandResult> {
  return resumeExecution(await findActor(await cookies()), Object.fromEntries(form));
}

export async function retryStep(form: FormData): Promise<ExecutionCommandResult> {
  return retryStepCommand(await findActor(await cookies()), Object.fromEntries(form));
}

export async function skipStep(form: FormData): Promise<ExecutionCommandResult> {
  return skipStepCommand(await findActor(await cookies()), Object.fromEntries(form));
}

export async function cancel(form: FormData): Promise<ExecutionCommandResult> {
  return cancelExecution(await findActor(await cookies()), Object.fromEntries(form));
}

export async function escalate(form: FormData): Promise<ExecutionCommandResult> {
  return escalateExecution(await findActor(await cookies()), Object.fromEntries(form));
}

export async function makeGraceful(form: FormData): Promise<ExecutionCommandResult> {
  return makeGracefulCommand(await findActor(await cookies()), Object.fromEntries(form));
}

export async function acknowledgeRisk(form: FormData): Promise<ExecutionCommandResult> {
  return acknowledgeRiskCommand(await findActor(await cookies()), Object.fromEntries(form));
}

export async function completeTask(form: FormData): Promise<ExecutionCommandResult> {
  return completeTaskCommand(await findActor(await cookies()), Object.fromEntries(form));
}

export async function clearAntiFlap(form: FormData): Promise<ExecutionCommandResult> {
  return clearAntiFlapCommand(await findActor(await cookies()), Object.fromEntries(form));
}
