import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatDuration } from '@/lib/domain/wording/duration';
import { asDeclared } from './expected-time';
import { waitingFacts } from './looking-facts';
import { secondsSinceBegun } from './outcomes';
import type { DryRun, StepCheck, StepContext, StepKindRules, StepPorts } from './step-kind';

type WaitSpec = StepOf<'wait'>;

/** The plan says how long, so that no measurement could say it better. */
function describe({ seconds }: WaitSpec): StepFacts {
  return waitingFacts(asDeclared(seconds, seconds, 'the plan says so'));
}

const longestNapSeconds = 10;

/** By the clock of the fleet and the moment the step began: a run that was interrupted waits no longer for it. */
function look({ seconds }: WaitSpec, { clock }: StepPorts, context: StepContext): StepCheck {
  const left = seconds - secondsSinceBegun(context, clock.now());
  if (left <= 0) return { state: 'done', sentence: `${formatDuration(seconds)} have passed.`, calls: [] };
  const sentence = `${formatDuration(left)} of ${formatDuration(seconds)} are left.`;
  return { state: 'not-yet', sentence, remember: {}, lookAgainIn: Math.min(left, longestNapSeconds) };
}

export const wait: StepKindRules<'wait'> = {
  kind: 'wait',
  describe,
  check: async (spec, ports, context) => look(spec, ports, context),
  async perform(spec, ports, context) {
    const seen = look(spec, ports, context);
    return seen.state === 'not-yet' ? { ...seen, state: 'begun', calls: [] } : seen;
  },
  dryRun: async ({ seconds }): Promise<DryRun> => ({
    wouldHappen: [`It waits for ${formatDuration(seconds)}.`],
    inTheWay: [],
    calls: [],
  }),
  readBack: async () => ({ verdict: 'under-way', sentence: 'Time passes by itself.', calls: [] }),
};
