import { actDial, fetchDeployment, fetchEndpointGroup } from '@/lib/aws';
import { describeDial, nameOfSetting } from '@/lib/domain/recovery/setting-words';
import type { AcceleratorDial, PlannedCall, StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordAct, recordRead } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import type {
  DescribeContext,
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepOutcome,
  StepPorts,
} from './step-kind';

type DialSpec = StepOf<'accelerator-dial'>;

/** Where Global Accelerator is told and asked, whatever region a dial is of. */
const dialRegion = 'us-west-2';
const update = 'globalaccelerator:UpdateEndpointGroup';
const lookEverySeconds = 10;
const deployedWithinSeconds = 600;

const usual = asDocumented(60, 300, 'Global Accelerator guide: a change reaches every edge location within minutes');

function acceleratorOf({ endpointGroup }: AcceleratorDial): string {
  return endpointGroup.replace(/\/listener\/.*$/, '');
}

function plannedCalls(dial: DialSpec): readonly PlannedCall[] {
  const { endpointGroup, dialPercent } = dial;
  const asked = { EndpointGroupArn: endpointGroup };
  return [
    reading('globalaccelerator:DescribeEndpointGroup', dialRegion, asked),
    acting(update, dialRegion, { ...asked, TrafficDialPercentage: String(dialPercent) }),
    reading('globalaccelerator:DescribeAccelerator', dialRegion, { AcceleratorArn: acceleratorOf(dial) }),
  ];
}

function describe(dial: DialSpec, context: DescribeContext): StepFacts {
  const { region, dialPercent } = dial;
  const calls = plannedCalls(dial);
  return {
    plane: 'control',
    regionsNeeded: [dialRegion],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(dial, context, usual),
    calls,
    changes: `The accelerator gives ${region} ${dialPercent} % of the traffic meant for it, turned by the control plane of Global Accelerator in ${dialRegion}; the rest goes to the other regions.`,
    wayBack: `Turn the dial of ${region} back to what it was, by the same control plane.`,
  };
}

type Look =
  | { readonly state: 'unread' | 'absent'; readonly sentence: string }
  | { readonly state: 'turned' | 'not-turned'; readonly words: string; readonly percent: number | 'unknown' };

async function look(dial: DialSpec, ports: StepPorts) {
  const { accountId, endpointGroup, region, dialPercent } = dial;
  const answer = await fetchEndpointGroup(ports.edge, scopeOf(ports, accountId, dialRegion), endpointGroup);
  const at = {
    action: 'globalaccelerator:DescribeEndpointGroup',
    endpointRegion: dialRegion,
    at: ports.clock.now(),
  };
  if (answer.state !== 'answered') {
    const seen: Look = { state: 'unread', sentence: answer.message };
    return { seen, calls: [recordRead(answer, at, '')] };
  }
  const group = answer.value;
  if (group === 'absent' || group.region !== region) {
    const is = group === 'absent' ? 'is not there' : `is of ${group.region}`;
    const seen: Look = { state: 'absent', sentence: `The endpoint group that the plan names for ${region} ${is}.` };
    return { seen, calls: [recordRead(answer, at, seen.sentence)] };
  }
  const words = `the dial of ${region} is at ${group.dialPercent} %, ${group.healthy} of ${group.endpoints} endpoints healthy`;
  const percent = group.dialPercent;
  const seen: Look = { state: percent === dialPercent ? 'turned' : 'not-turned', words, percent };
  return { seen, calls: [recordRead(answer, at, `${words}.`)] };
}

async function isDeployed(dial: DialSpec, ports: StepPorts) {
  const scope = scopeOf(ports, dial.accountId, dialRegion);
  const answer = await fetchDeployment(ports.edge, scope, acceleratorOf(dial));
  if (answer.state !== 'answered') return { state: 'unknown', words: answer.message.replace(/\.$/, '') } as const;
  return { state: answer.value, words: `the accelerator is ${answer.value}` } as const;
}

const correctThem = 'Correct the endpoint group in the fleet file; Global Accelerator is asked in us-west-2.';

async function perform(dial: DialSpec, ports: StepPorts, _context: StepContext): Promise<StepOutcome> {
  const { seen, calls } = await look(dial, ports);
  if ('sentence' in seen) return refuse(seen.sentence, correctThem, calls);
  if (seen.state === 'turned') {
    const { state, words } = await isDeployed(dial, ports);
    if (state === 'deployed') return { state: 'done', sentence: `Already so: ${seen.words}.`, calls };
    return { state: 'begun', sentence: `${seen.words}: ${words}.`, remember: {}, lookAgainIn: lookEverySeconds, calls };
  }
  const { accountId, endpointGroup, dialPercent, region } = dial;
  const scope = scopeOf(ports, accountId, dialRegion, 'actMs');
  const answer = await actDial(ports.edge, scope, endpointGroup, dialPercent);
  const asked = `Turn the dial of ${region} to ${dialPercent} %`;
  const setting = { of: 'dial', endpointGroup } as const;
  const touched = [
    { kind: 'setting', accountId, region, name: nameOfSetting(setting), setting, before: describeDial(seen.percent) },
  ] as const;
  const told = [...calls, recordAct(answer, ports.clock.now(), asked, { before: `${seen.words}.`, touched })];
  if (answer.state !== 'accepted') return afterFailedAct(answer, told);
  return { state: 'begun', sentence: `${asked}: accepted.`, remember: {}, lookAgainIn: lookEverySeconds, calls: told };
}

async function check(dial: DialSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { seen, calls } = await look(dial, ports);
  const again = (sentence: string): StepCheck => ({
    state: 'not-yet',
    sentence,
    remember: {},
    lookAgainIn: lookEverySeconds,
  });
  if ('sentence' in seen) {
    if (seen.state === 'unread') return again(seen.sentence);
    return { state: 'failed', sentence: seen.sentence, next: correctThem, calls };
  }
  const isLate = secondsSinceBegun(context, ports.clock.now()) > deployedWithinSeconds;
  if (seen.state === 'not-turned') {
    if (!isLate) return again(`${seen.words}.`);
    const next = 'Look who else turns this dial, and turn it again.';
    return { state: 'failed', sentence: `AWS accepted the change, and yet ${seen.words}.`, next, calls };
  }
  const { state, words } = await isDeployed(dial, ports);
  const sentence = `${seen.words}: ${words}.`;
  if (state === 'deployed') return { state: 'done', sentence, calls };
  if (!isLate || state === 'unknown') return again(sentence);
  return { state: 'failed', sentence, next: 'Look at the accelerator in Global Accelerator.', calls };
}

async function readBack(dial: DialSpec, ports: StepPorts): Promise<ReadBack> {
  const { seen, calls } = await look(dial, ports);
  if ('sentence' in seen) {
    return { verdict: seen.state === 'unread' ? 'unknown' : 'did-not-happen', sentence: seen.sentence, calls };
  }
  return { verdict: seen.state === 'turned' ? 'under-way' : 'did-not-happen', sentence: `${seen.words}.`, calls };
}

async function dryRun(dial: DialSpec, ports: StepPorts): Promise<DryRun> {
  const [{ seen, calls }, letIn] = await Promise.all([look(dial, ports), tryLetIn(ports, dial.accountId, dialRegion)]);
  const would = `It would call ${update} in ${dialRegion}, a control plane, and turn the dial of ${dial.region} to ${dial.dialPercent} %`;
  const words = 'words' in seen ? seen.words : 'not known';
  return {
    wouldHappen: [seen.state === 'turned' ? `Nothing: ${words}.` : `${would}; now ${words}.`],
    inTheWay: ['sentence' in seen ? [seen.sentence] : [], letIn.inTheWay].flat(),
    calls: [...calls, letIn.call],
  };
}

/** The traffic dial of a region behind a Global Accelerator. */
export const acceleratorDial: StepKindRules<'accelerator-dial'> = {
  kind: 'accelerator-dial',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
