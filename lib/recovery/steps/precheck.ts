import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatCount } from '@/lib/domain/wording/list';
import { asDeclared, expectedFor } from './expected-time';
import { waitingFacts } from './looking-facts';
import type { DescribeContext, DryRun, StepCheck, StepKindRules, StepPorts } from './step-kind';

const usual = asDeclared(5, 20, 'the gates are read side by side, each within its own limit');

function describe(spec: StepOf<'precheck'>, context: DescribeContext): StepFacts {
  return waitingFacts(expectedFor(spec, context, usual));
}

/** A gate that stands now ends the step at once: nothing has been changed yet, and a person can clear it. */
async function look(ports: StepPorts): Promise<StepCheck> {
  const blockers = await ports.gates();
  if (blockers.length === 0) return { state: 'done', sentence: 'Every gate is open.', calls: [] };
  const sentence = `${formatCount(blockers.length, 'gate')} closed: ${blockers.map((one) => one.sentence).join(' ')}`;
  return { state: 'failed', sentence, next: blockers.map(({ toClear }) => toClear).join(' '), calls: [] };
}

async function dryRun(ports: StepPorts): Promise<DryRun> {
  const blockers = await ports.gates();
  const inTheWay = blockers.map(({ sentence }) => sentence);
  return { wouldHappen: ['Every gate is asked once more.'], inTheWay, calls: [] };
}

export const precheck: StepKindRules<'precheck'> = {
  kind: 'precheck',
  describe,
  dryRun: (_spec, ports) => dryRun(ports),
  check: (_spec, ports) => look(ports),
  async perform(_spec, ports) {
    const seen = await look(ports);
    if (seen.state === 'failed') return { ...seen, state: 'refused' };
    return seen.state === 'not-yet' ? { ...seen, state: 'begun', calls: [] } : seen;
  },
  readBack: async () => ({ verdict: 'did-not-happen', sentence: 'It only asks, and may ask again.', calls: [] }),
};
