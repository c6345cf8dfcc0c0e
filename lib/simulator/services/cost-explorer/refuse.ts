import { AwsError } from '../../wire';

/** Cost Explorer's error for a request that breaks a rule. */
export function invalidRequest(message: string): AwsError {
  return new AwsError('ValidationException', message, 400);
}

/** For a page token that was never given for this request. */
export function invalidNextToken(): AwsError {
  return new AwsError(
    'InvalidNextTokenException',
    'The pagination token is invalid. Try again without a pagination token.',
  );
}

/** For a period that begins before what is kept. */
export function billExpired(): AwsError {
  return new AwsError(
    'BillExpirationException',
    'The requested report expired. Update the date interval and try again.',
  );
}

/** For a period of which there is no data, or not enough. */
export function dataUnavailable(message: string): AwsError {
  return new AwsError('DataUnavailableException', message);
}
