import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { allowedNow } from './allowed-now';
import { applyDriverEvent } from './apply-driver-event';
import { applyPersonEvent } from './apply-person-event';
import { applyTick } from './apply-tick';
import type { Advanced, DriverEvent, ExecutionEvent, PersonEvent } from './events';
import { refusalOf } from './refusals';
import { settle } from './settle';

const personKinds: Readonly<Record<PersonEvent['kind'], true>> = {
  approve: true,
  decline: true,
  pause: true,
  resume: true,
  'retry-step': true,
  'skip-step': true,
  cancel: true,
  escalate: true,
  'make-graceful': true,
  'acknowledge-risk': true,
  'task-done': true,
};

/**
 * Moves a run forward by one event. Pure: the same run, event and moment give the same run. What may not happen is
 * refused with a sentence and changes nothing; nothing throws.
 */
export function advance(execution: Execution, event: ExecutionEvent, now: EpochMs): Advanced {
  const applied = isPersonEvent(event) ? byPerson(execution, event, now) : byDriver(execution, event, now);
  if (applied.state === 'refused') return applied;
  const settled = settle(applied.execution, now);
  return { state: 'advanced', execution: { ...settled, allowedNow: allowedNow(settled, now) } };
}

function byPerson(execution: Execution, event: PersonEvent, now: EpochMs): Advanced {
  const because = refusalOf(execution, event, now);
  if (because !== 'none') return { state: 'refused', because };
  return { state: 'advanced', execution: applyPersonEvent(execution, event, now) };
}

function byDriver(execution: Execution, event: DriverEvent, now: EpochMs): Advanced {
  if (event.kind === 'tick') return { state: 'advanced', execution: applyTick(execution, now) };
  return applyDriverEvent(execution, event, now);
}

function isPersonEvent(event: ExecutionEvent): event is PersonEvent {
  return Object.hasOwn(personKinds, event.kind);
}
