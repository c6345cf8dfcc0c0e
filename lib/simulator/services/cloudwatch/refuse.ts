import { AwsError } from '../../wire';

/** CloudWatch's error for a request that breaks a constraint. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}

/** CloudWatch's error for a value that a parameter does not take. */
export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message, 400);
}

/** CloudWatch's error for parameters that contradict each other. */
export function invalidParameterCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombination', message, 400);
}

/** CloudWatch's error for a continuation token that it never gave for this request. */
export function invalidNextToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The NextToken provided is invalid', 400);
}
