import type { DescribeEventDetailsRequest, DescribeEventDetailsResponse } from '@aws-sdk/client-health';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { checkLocale, healthValidationError, toEvent } from './health-events';

/**
 * AWS Health DescribeEventDetails of up to ten events; those that do not exist come back in the failed set.
 * @throws AwsError UnsupportedLocale, ValidationException
 */
export function describeEventDetails(
  input: Given<DescribeEventDetailsRequest>,
  world: World,
): DescribeEventDetailsResponse {
  checkLocale(input.locale);
  if (input.eventArns.length < 1 || input.eventArns.length > 10) {
    throw healthValidationError("Value at 'eventArns' must have length between 1 and 10");
  }
  const byArn = new Map(world.healthEvents().map((event) => [event.arn, event]));
  const answer: Required<DescribeEventDetailsResponse> = { successfulSet: [], failedSet: [] };
  for (const eventArn of input.eventArns) {
    const event = byArn.get(eventArn);
    if (event === undefined) {
      const errorMessage = `The event with ARN ${eventArn} does not exist.`;
      answer.failedSet?.push({ eventArn, errorName: 'ResourceNotFoundException', errorMessage });
    } else {
      answer.successfulSet?.push({ event: toEvent(event), eventDescription: { latestDescription: event.description } });
    }
  }
  return answer;
}
