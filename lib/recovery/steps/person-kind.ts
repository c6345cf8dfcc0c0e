import type { PersonAsked } from '@/lib/domain/recovery/execution';
import type { StepKind, StepOf } from '@/lib/domain/recovery/step';
import type { StepKindRules } from './step-kind';

/** A kind of step that a person ends; the run hears of it, the step itself never does. */
export function personKind<K extends StepKind>(
  kind: K,
  describe: StepKindRules<K>['describe'],
  waitsFor: PersonAsked,
  ask: (spec: StepOf<K>) => string,
): StepKindRules<K> {
  const wait = async (spec: StepOf<K>) => ({ state: 'waits' as const, waitsFor, sentence: ask(spec), calls: [] });
  return {
    kind,
    describe,
    perform: wait,
    check: wait,
    dryRun: async (spec) => ({ wouldHappen: [ask(spec)], inTheWay: [], calls: [] }),
    readBack: async () => ({
      verdict: 'did-not-happen',
      sentence: 'It asks a person, and may ask again.',
      calls: [],
    }),
  };
}
