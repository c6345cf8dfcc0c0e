import type { Seconds } from '../time';
import type { RegionWord, StepTemplate } from './declaration';
import type { PlanStep } from './plan';

/** A second person has a quarter of an hour to agree; figures older than that are not the ones agreed to. */
export const approvalValidSeconds: Seconds = 900;

/** What a step that turns things off or on is called: `Turn consumers off in {source}`. */
export function titleOfTurn(what: string, turn: 'on' | 'off', region: RegionWord): string {
  return `Turn ${what} ${turn} in ${inWords(region)}`;
}

/** What a step that keeps changes out or lets them in again is called: `Freeze deployments in {target}`. */
export function titleOfFreeze(turn: 'on' | 'off', region: RegionWord): string {
  return `${turn === 'on' ? 'Thaw' : 'Freeze'} deployments in ${inWords(region)}`;
}

function inWords(region: RegionWord): string {
  return region === 'source' || region === 'target' ? `{${region}}` : region;
}

/** What people are told unless the plan says otherwise. */
export const usualAnnouncement = {
  subject: '{workload}: {source} to {target}',
  message: '{workload} is served from {target} now and has left {source}. Told by run {run} of Antipode.',
} as const;

interface UsualStep {
  readonly title: string;
  readonly phase: PlanStep['phase'];
  readonly timeoutSeconds: Seconds;
}

/** What a step is called unless its plan says otherwise: what it turns, and where, is part of that. */
export function usualTitleOf(template: StepTemplate): string {
  if (template.kind === 'freeze-deployments') return titleOfFreeze(template.turn, template.region);
  if (template.kind === 'rds-create-replica') return `Build the read replica in ${inWords(template.region)} anew`;
  if (template.kind === 'clean-up') return `Delete what is not needed in ${inWords(template.region)}`;
  if ('turn' in template) return titleOfTurn(template.kind, template.turn, template.region);
  return usualSteps[template.kind].title;
}

const minutes = (count: number): Seconds => count * 60;

/** What a step of a kind is called, counted as and given to end in, unless its plan says otherwise. */
export const usualSteps: Readonly<Record<StepTemplate['kind'], UsualStep>> = {
  // Evidence is waited for, and for an engine that takes over: it asks nobody because one was killed.
  precheck: { title: 'Ask every gate once more', phase: 'decide', timeoutSeconds: minutes(5) },
  approval: { title: 'Let a second person agree', phase: 'decide', timeoutSeconds: approvalValidSeconds },
  'manual-task': { title: 'Do by hand', phase: 'execute', timeoutSeconds: minutes(60) },
  wait: { title: 'Wait', phase: 'execute', timeoutSeconds: minutes(60) },
  'link-lag-below': {
    title: 'Wait until {target} has nearly everything',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'capacity-in-service': {
    title: 'Wait until that capacity is in service',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'fence-writer': { title: 'Keep the writer in {source} from writing', phase: 'execute', timeoutSeconds: minutes(2) },
  'scale-capacity': {
    title: 'Give {target} the capacity for everybody',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'aurora-switchover': { title: 'Switch over to {target}', phase: 'execute', timeoutSeconds: minutes(10) },
  'aurora-failover': { title: 'Promote in {target}', phase: 'execute', timeoutSeconds: minutes(15) },
  // As long as its restart and the changes that wait there take; the size of the instance decides.
  'rds-promote': { title: 'Promote the replica in {target}', phase: 'execute', timeoutSeconds: minutes(30) },
  'elasticache-failover': {
    title: 'Make {target} the primary of the cache',
    phase: 'execute',
    timeoutSeconds: minutes(10),
  },
  'routing-controls': { title: 'Send users to {target}', phase: 'execute', timeoutSeconds: minutes(2) },
  's3-routes': { title: 'Lead requests for objects to {target}', phase: 'execute', timeoutSeconds: minutes(5) },
  'http-probe': { title: 'See {target} answer', phase: 'verify', timeoutSeconds: minutes(5) },
  'transaction-proof': {
    title: 'Write a transaction through {target} and read it back',
    phase: 'verify',
    timeoutSeconds: minutes(5),
  },
  'dns-answer': { title: 'Ask DNS until users are led to {target}', phase: 'propagate', timeoutSeconds: minutes(10) },
  'alarms-green': { title: 'See the alarms in {target} green', phase: 'verify', timeoutSeconds: minutes(15) },
  consumers: { title: 'Turn consumers', phase: 'execute', timeoutSeconds: minutes(10) },
  schedules: { title: 'Turn schedules', phase: 'execute', timeoutSeconds: minutes(5) },
  'invoke-function': { title: 'Call a function', phase: 'execute', timeoutSeconds: minutes(5) },
  'freeze-deployments': { title: 'Freeze deployments', phase: 'execute', timeoutSeconds: minutes(5) },
  announce: { title: 'Tell people outside', phase: 'verify', timeoutSeconds: minutes(5) },
  // An alarm is evaluated once a minute, over minutes that are over; then answers follow.
  'health-check-flip': {
    title: 'Send users to {target} by the health check',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'weighted-shift': { title: 'Send users to {target} share by share', phase: 'execute', timeoutSeconds: minutes(90) },
  'record-change': { title: 'Change the record to {target}', phase: 'execute', timeoutSeconds: minutes(10) },
  'accelerator-dial': { title: 'Turn a dial of the accelerator', phase: 'execute', timeoutSeconds: minutes(15) },
  // A minute without writes is told one to three minutes late.
  'dynamodb-evacuation': {
    title: 'Wait until {target} has what {source} wrote',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'aurora-detach': {
    title: 'Last resort: take the copy in {target} out of its global database',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'aurora-instance': {
    title: 'Give the copy in {target} an instance',
    phase: 'execute',
    timeoutSeconds: minutes(30),
  },
  'scale-service': {
    title: 'Give the service in {target} its tasks',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'scale-function': {
    title: 'Keep the function in {target} ready',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  'scale-node-group': {
    title: 'Give the node group in {target} its nodes',
    phase: 'execute',
    timeoutSeconds: minutes(15),
  },
  // Its size decides.
  'restore-backup': {
    title: 'Restore the newest backup in {target}',
    phase: 'execute',
    timeoutSeconds: minutes(12 * 60),
  },
  // All of its data goes to the other region.
  'rds-create-replica': {
    title: 'Build a read replica anew',
    phase: 'execute',
    timeoutSeconds: minutes(12 * 60),
  },
  // A person agrees first, and the snapshot takes its time.
  'clean-up': { title: 'Delete what is not needed', phase: 'execute', timeoutSeconds: minutes(6 * 60) },
};
