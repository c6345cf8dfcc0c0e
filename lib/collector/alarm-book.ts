import { type AlarmTransition, toAlarmRemoval, toAlarmTransition } from '@/lib/domain/events/alarm-event';
import type { EntityOnlyChange, WrittenEntities } from './changes';
import { toEntityKey } from './snapshot';

/**
 * The state in which history knows each alarm. It begins empty: a new engine tells every state once, which changes
 * nothing where history has it, and closes what ended while nobody looked.
 */
export class AlarmBook {
  readonly #known = new Map<string, AlarmTransition>();

  /** What history is to keep of changes that are about to be written. Asking again gives the same until it is noted. */
  transitionsIn(changes: readonly EntityOnlyChange[], written: WrittenEntities): readonly AlarmTransition[] {
    return changes.flatMap((change) => {
      if (change.op === 'remove') {
        const gone = change.kind === 'alarm' ? written.get(toEntityKey('alarm', change.id)) : undefined;
        return gone?.kind === 'alarm' ? [toAlarmRemoval(gone)] : [];
      }
      if (change.entity.kind !== 'alarm') return [];
      const transition = toAlarmTransition(this.#known.get(change.entity.id) ?? 'none', change.entity);
      return transition === 'none' ? [] : [transition];
    });
  }

  /** Notes that they are written. */
  note(transitions: readonly AlarmTransition[]): void {
    for (const transition of transitions) {
      if (transition.state === 'gone') this.#known.delete(transition.id);
      else this.#known.set(transition.id, transition);
    }
  }
}
