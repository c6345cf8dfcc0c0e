import type { Seconds } from '../time';
import type { StepTemplate } from './declaration';
import type { PlanStep } from './plan';

/** A second person has a quarter of an hour to agree; figures older than that are not the ones agreed to. */
export const approvalValidSeconds: Seconds = 900;

interface UsualStep {
  readonly title: string;
  readonly phase: PlanStep['phase'];
  readonly timeoutSeconds: Seconds;
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
  // Its size decides.
  'restore-backup': {
    title: 'Restore the newest backup in {target}',
    phase: 'execute',
    timeoutSeconds: minutes(12 * 60),
  },
};
