import { AwsError } from '../../wire';

/** The cluster's error for input it cannot use. */
export function clusterValidationError(member: string, message: string): AwsError {
  return new AwsError('ValidationException', message, undefined, {
    reason: 'fieldValidationFailed',
    fields: [{ name: member, message }],
  });
}

export function noSuchResource(
  resourceType: 'routing control' | 'control panel' | 'safety rule',
  arn: string,
): AwsError {
  return new AwsError('ResourceNotFoundException', `There is no ${resourceType} ${arn}.`, undefined, {
    resourceId: arn,
    resourceType,
  });
}
