import type { ReactNode } from 'react';
import type { PlanProblem, PlanStep } from '@/lib/domain/recovery/plan';
import type { PlannedCall } from '@/lib/domain/recovery/step';
import { formatDuration } from '@/lib/format';
import {
  expectedSourceWords,
  expectedWords,
  idempotencyWords,
  needWords,
  planeWords,
  stepKindWords,
} from '@/lib/recovery/pages/step-words';
import { ProblemMark } from '../status/decision-status';

/** Everything that is known of a step before it runs. */
export function StepFacts({ step, problems }: { readonly step: PlanStep; readonly problems: readonly PlanProblem[] }) {
  const { facts, spec, waiver } = step;
  const { expected } = facts;
  return (
    <div className="grid gap-3 text-table [overflow-wrap:anywhere]">
      <Problems problems={problems} />
      <FactRows>
        <Fact name="Kind">{stepKindWords[spec.kind]}</Fact>
        {spec.kind === 'manual-task' && <Fact name="To do">{spec.instruction}</Fact>}
        <Fact name="Changes">{facts.changes}</Fact>
        <Fact name="Way back">{facts.wayBack === 'none-needed' ? 'none needed' : facts.wayBack}</Fact>
        <Fact name="Depends on">{`${planeWords[facts.plane]}, ${needWords(step)}`}</Fact>
        <Fact name="Expected">
          {expectedWords(expected)}{' '}
          <span className="text-ink-muted">
            ({expectedSourceWords[expected.source]}: {expected.because})
          </span>
        </Fact>
        <Fact name="Fails after">{formatDuration(step.timeoutSeconds)}</Fact>
        <Fact name="After doubt">{idempotencyWords[facts.idempotency]}</Fact>
        <Fact name="Permissions">{facts.permissions.length === 0 ? 'none' : <Names names={facts.permissions} />}</Fact>
        {waiver !== undefined && <Fact name="Waived">{`${waiver.rule}: ${waiver.reason}`}</Fact>}
      </FactRows>
      <PlannedCalls calls={facts.calls} />
    </div>
  );
}

/** What the linter holds against it, in place. */
export function Problems({ problems }: { readonly problems: readonly PlanProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-1.5">
      {problems.map(({ rule, severity, sentence }) => (
        <li key={`${rule} ${sentence}`} data-testid={`problem-${rule}`} className="flex items-start gap-2">
          <span className="shrink-0">
            <ProblemMark severity={severity} />
          </span>
          <span className="text-ink-muted">{sentence}</span>
        </li>
      ))}
    </ul>
  );
}

/** Names with what they are, below each other. */
export function FactRows({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">{children}</dl>;
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint text-note leading-[18px]">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className="font-mono text-note">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

/** Calls as they will be made, with whose endpoint is called. */
export function PlannedCalls({ calls }: { readonly calls: readonly PlannedCall[] }) {
  if (calls.length === 0) return null;
  return (
    <details>
      <summary className="min-h-6 text-link">{callWords(calls)}</summary>
      <ul className="mt-1 grid gap-1.5">
        {calls.map((call, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of a step does not change
          <li key={index}>
            <span className="font-mono text-note">{call.action}</span>{' '}
            <span className="text-ink-muted text-note">
              at {call.endpointRegion}, {call.changesSomething ? 'changes something' : 'reads'}
            </span>
            <Parameters parameters={call.parameters} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function callWords(calls: readonly PlannedCall[]): string {
  const changing = calls.filter((call) => call.changesSomething).length;
  const all = calls.length === 1 ? '1 call' : `${calls.length} calls`;
  if (changing === 0) return `${all}, only reading`;
  return changing === calls.length ? `${all}, changing something` : `${all}, ${changing} of them changing something`;
}

export function Parameters({ parameters }: { readonly parameters: PlannedCall['parameters'] }) {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return (
    <span className="block font-mono text-ink-muted text-note [overflow-wrap:anywhere]">
      {entries.map(([name, value]) => `${name}=${value}`).join('  ')}
    </span>
  );
}
