import { hexOf } from './seeded-random';
import type { WorldState } from './world-state';

/** An SNS topic. Who follows it is nobody's to see: what it was given is kept. */
export interface SimulatedTopic {
  readonly region: string;
  readonly name: string;
  readonly arn: string;
}

/** A message as a topic took it. */
export interface PublishedMessage {
  readonly id: string;
  readonly topicArn: string;
  readonly at: number;
  readonly subject?: string;
  readonly message: string;
}

export type PublishedText = Pick<PublishedMessage, 'topicArn' | 'subject' | 'message'>;

/** Every account tells of incidents in every region of the fleet. */
export function topicIn(region: string, accountId: string): SimulatedTopic {
  const name = 'incidents';
  return { region, name, arn: `arn:aws:sns:${region}:${accountId}:${name}` };
}

const mostKept = 200;

/** Takes a message; of many the newest are remembered. */
export function publishMessage(state: WorldState, text: PublishedText, sequence: number): void {
  const message = { id: messageIdOf(state, sequence), at: state.second * 1000, ...text };
  state.messages = [...(state.messages ?? []), message].slice(-mostKept);
}

/** Id of the message that a journal entry published. */
export function messageIdOf({ seed }: Pick<WorldState, 'seed'>, sequence: number): string {
  const digits = hexOf(`${seed}:message:${sequence}`, 32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
