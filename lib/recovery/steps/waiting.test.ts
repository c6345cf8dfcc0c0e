import { describe, expect, it } from 'vitest';
import type { Entity, LinkEntity } from '@/lib/domain/entities';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { StepSpec } from '@/lib/domain/recovery/step';
import { checkStep, dryRunStep, performStep, readBackStep } from './run-step';
import { type StepContext, type StepPorts, usualLimits } from './step-kind';
import { sampleSpecs } from './testing/sample-specs';
import { sampleOf } from './testing/step-world';

const start = Date.UTC(2026, 10, 20, 12);
const context: StepContext = {
  executionId: 'run-1',
  stepId: 'wait',
  attempt: 1,
  workloadId: 'checkout',
  source: 'us-east-1',
  target: 'us-west-2',
  mode: 'ungraceful',
  begunAt: start,
  remembered: {},
  isAgreed: false,
  hadInstances: { 'us-east-1': 6, 'us-west-2': 2 },
};

/** Steps that ask nothing outside: whoever touches the edge or the prober here fails. */
function portsAt(seconds: number, over: Partial<StepPorts> = {}) {
  const faults: unknown[] = [];
  const ports = {
    clock: { now: () => start + seconds * 1000, pause: async () => undefined },
    limits: usualLimits,
    entities: async () => [],
    gates: async () => [],
    signal: new AbortController().signal,
    onFault: (error: unknown) => faults.push(error),
    ...over,
  } as unknown as StepPorts;
  return { ports, faults };
}
const look = (spec: StepSpec, seconds: number, over?: Partial<StepPorts>) =>
  checkStep(spec, portsAt(seconds, over).ports, context);

describe('a wait', () => {
  const wait = sampleOf(sampleSpecs, 'wait');

  it('ends by the clock of the fleet, counted from when it began: an interruption makes it no longer', async () => {
    expect(await look(wait, 0)).toMatchObject({ state: 'not-yet', sentence: '1 m of 1 m are left.', lookAgainIn: 10 });
    expect(await look(wait, 55)).toMatchObject({ state: 'not-yet', lookAgainIn: 5 });
    expect(await look(wait, 60)).toMatchObject({ state: 'done' });
    expect(await look(wait, 6000)).toMatchObject({ state: 'done' });
  });

  it('that has not begun has all of its time before it', async () => {
    const begun = await performStep(wait, portsAt(500).ports, { ...context, begunAt: 'not-yet' });
    expect(begun).toMatchObject({ state: 'begun', sentence: '1 m of 1 m are left.' });
  });
});

describe('what a person ends', () => {
  it.each([
    ['approval', 'approve', 'holds for 15 m'],
    ['manual-task', 'task-done', 'Tell the payment provider.'],
  ] as const)('%s waits for %s whenever it is looked at, and says for what', async (kind, waitsFor, words) => {
    const spec = sampleOf(sampleSpecs, kind);
    const asked = { state: 'waits', waitsFor, sentence: expect.stringContaining(words), calls: [] };
    expect(await performStep(spec, portsAt(0).ports, context)).toMatchObject(asked);
    expect(await look(spec, 1e6)).toMatchObject(asked);
  });
});

describe('the check before everything else', () => {
  const precheck = sampleOf(sampleSpecs, 'precheck');
  const closed: Blocker = {
    code: 'target-unhealthy',
    sentence: 'us-west-2 fails its probes.',
    toClear: 'Wait until they pass.',
    overridable: true,
  };

  it('passes when every gate is open, and refuses with every gate that is not and how to clear it', async () => {
    expect(await performStep(precheck, portsAt(0).ports, context)).toMatchObject({ state: 'done' });
    const ports = portsAt(0, { gates: async () => [closed] }).ports;
    expect(await performStep(precheck, ports, context)).toMatchObject({
      state: 'refused',
      sentence: '1 gate closed: us-west-2 fails its probes.',
      next: 'Wait until they pass.',
    });
    expect(await dryRunStep(precheck, ports, context)).toMatchObject({ inTheWay: [closed.sentence] });
  });

  it('whose gates cannot be asked does not pass', async () => {
    const { ports, faults } = portsAt(0, { gates: () => Promise.reject(new Error('secret words')) });
    const ended = await performStep(precheck, ports, context);
    expect(ended).toMatchObject({ state: 'unknown' });
    expect(JSON.stringify(ended)).not.toContain('secret');
    expect(faults).toHaveLength(1);
  });
});

describe('a condition', () => {
  const cadence = { cadenceSeconds: 60, publishDelaySeconds: 60 };
  const observed = <T>(value: T, seconds: number) =>
    ({
      state: 'observed',
      value,
      measuredAt: start + seconds * 1000,
      receivedAt: start + seconds * 1000,
      vantage: 'aws-api',
    }) as const;
  const link = (lagSeconds: number, measured: number) =>
    ({
      kind: 'link',
      id: 'checkout/orders/us-west-2>us-east-1',
      consistency: 'eventual',
      copyState: observed('replicating', measured),
      copyStateCadence: cadence,
      lag: observed(lagSeconds, measured),
      lagCadence: cadence,
      lagEvidence: { metric: 'AuroraGlobalDBRPOLag Maximum', publishedIn: 'us-east-1', quality: 'bound' },
      writesPerSecond: observed(10, measured),
      writesCadence: cadence,
      writesStoppedAt: 'unproven',
    }) as unknown as LinkEntity;
  const lagBelow: StepSpec = {
    kind: 'condition',
    condition: { holds: 'link-lag-below', linkId: 'checkout/orders/us-west-2>us-east-1', seconds: 30 },
  };
  const capacity = (inService: number, measured: number) =>
    ({
      kind: 'endpoint',
      workloadId: 'checkout',
      region: 'us-west-2',
      capacity: observed({ inService, desired: 6 }, measured),
      capacityCadence: cadence,
    }) as unknown as Entity;
  const sixInService = sampleOf(sampleSpecs, 'condition');
  const given = (...entities: Entity[]) => ({ entities: async () => entities });

  it('on a lag counts its age as well, so that an old small lag holds nothing', async () => {
    expect(await look(lagBelow, 20, given(link(2, 0)))).toMatchObject({ state: 'done' });
    expect(await look(lagBelow, 40, given(link(2, 0)))).toMatchObject({ state: 'not-yet' });
    expect(await look(lagBelow, 0, given(link(31, 0)))).toMatchObject({ state: 'not-yet' });
  });

  it('on a link that is not known or has no lag does not hold', async () => {
    expect(await look(lagBelow, 0)).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringContaining('not known now'),
    });
    const missing = { ...link(1, 0), copyState: observed('rebuilding' as const, 0) };
    expect(await look(lagBelow, 0, given(missing))).toMatchObject({ state: 'not-yet' });
  });

  it('on capacity holds with enough instances in service, read lately', async () => {
    expect(await look(sixInService, 0, given(capacity(6, 0)))).toMatchObject({ state: 'done' });
    expect(await look(sixInService, 0, given(capacity(5, 0)))).toMatchObject({
      state: 'not-yet',
      sentence: '5 of 6 instances are in service in us-west-2.',
    });
    const asSource = { ...sixInService.condition, instances: 'as-source' } as const;
    const like: StepSpec = { kind: 'condition', condition: asSource } as StepSpec;
    expect(await look(like, 0, given(capacity(5, 0)))).toMatchObject({
      sentence: '5 of 6 instances are in service in us-west-2.',
    });
    expect(await look(sixInService, 3600, given(capacity(6, 0)))).toMatchObject({ state: 'not-yet' });
    expect(await look(sixInService, 0)).toMatchObject({ state: 'not-yet' });
  });
});

it('whatever a step throws is an outcome that is not known, never an exception and never its own words', async () => {
  for (const spec of sampleSpecs) {
    const broken = portsAt(0, {
      edge: null as never,
      prober: null as never,
      entities: () => Promise.reject(new Error('secret words')),
      gates: () => Promise.reject(new Error('secret words')),
    }).ports;
    const ended = [
      await performStep(spec, broken, context),
      await checkStep(spec, broken, context),
      await readBackStep(spec, broken, context),
      await dryRunStep(spec, broken, context),
    ];
    expect(JSON.stringify(ended), spec.kind).not.toMatch(/secret|undefined|Cannot read/);
  }
});
