import type { StepKind, StepOf } from '@/lib/domain/recovery/step';
import type { DryRun, ReadBack, StepCheck, StepContext, StepKindRules, StepOutcome, StepPorts } from './step-kind';

type Look<K extends StepKind> = (spec: StepOf<K>, ports: StepPorts, context: StepContext) => Promise<StepCheck>;

/**
 * A kind of step that waits until something holds and changes nothing meanwhile: performing it is a first look, and
 * whatever becomes unknown is looked at again.
 *
 * @param would what it would wait for, one sentence
 */
export function lookingKind<K extends StepKind>(
  kind: K,
  describe: StepKindRules<K>['describe'],
  look: Look<K>,
  would: (spec: StepOf<K>, context: StepContext) => string,
): StepKindRules<K> {
  return {
    kind,
    describe,
    check: look,
    async dryRun(spec, ports, context): Promise<DryRun> {
      const seen = await look(spec, ports, context);
      const inTheWay = seen.state === 'done' ? [] : [seen.sentence];
      // What it could not prove is known beforehand, and said.
      const unproven = seen.state === 'done' && seen.isUnproven === true ? [seen.sentence] : [];
      return { wouldHappen: [would(spec, context), ...unproven], inTheWay, calls: callsOf(seen) };
    },
    async perform(spec, ports, context): Promise<StepOutcome> {
      const seen = await look(spec, ports, context);
      return seen.state === 'not-yet' ? { ...seen, state: 'begun', calls: [] } : seen;
    },
    async readBack(): Promise<ReadBack> {
      return { verdict: 'did-not-happen', sentence: 'It only looks, and may look again.', calls: [] };
    },
  };
}

function callsOf(seen: StepCheck): DryRun['calls'] {
  return seen.state === 'not-yet' ? [] : seen.calls;
}
