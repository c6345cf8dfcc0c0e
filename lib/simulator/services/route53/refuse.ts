import { AwsError } from '../../wire';

/** Route 53's error for input it cannot use. */
export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', message, 400);
}

export function noSuchHostedZone(id: string): AwsError {
  return new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
}

export function noSuchHealthCheck(id: string): AwsError {
  return new AwsError('NoSuchHealthCheck', `A health check with id ${id} does not exist.`, 404);
}

/** Route 53 caps what is more than a page holds, and refuses what is no count. */
export function pageLimitOf(maxItems: number | undefined, most: number): number {
  if (maxItems === undefined) return most;
  if (!Number.isInteger(maxItems) || maxItems < 1)
    throw invalidInput(`MaxItems must be a positive integer: ${maxItems}`);
  return Math.min(maxItems, most);
}
