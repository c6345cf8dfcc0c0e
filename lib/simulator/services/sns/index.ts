import type { SNS } from '@aws-sdk/client-sns';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getTopicAttributes, listTopics, publish } from './topics';

/** The simulated part of SNS: topics that take messages. Nobody is sent any. */
export function sns(world: World): ServiceImplementation {
  return implement<SNS>('SNS', {
    GetTopicAttributes: (input, call) => getTopicAttributes(input, world, call),
    ListTopics: (input, call) => listTopics(input, world, call),
    Publish: (input, call) => publish(input, world, call),
  });
}
