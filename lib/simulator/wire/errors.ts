import type { Protocol } from './call';

/**
 * What a simulated operation throws. `code` is a modelled error (its shape name or its query code) or any other AWS
 * code. `status` is needed only for errors that the service's model does not have. `fields` are the members of a
 * modelled error beside its message.
 */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status?: number,
    readonly fields: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = code;
  }
}

/** Thrown by an operation that must not answer: `black-hole` holds the connection open, `destroy` cuts it. */
export class NoAnswer extends Error {
  constructor(readonly kind: 'black-hole' | 'destroy') {
    super(`no answer: ${kind}`);
    this.name = 'NoAnswer';
  }
}

/** A request body, header or path that does not fit the operation's schema. The codec turns it into an AWS error. */
export class MalformedInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedInput';
  }
}

type ErrorFamily = 'json' | 'query' | 'ec2' | 'xml' | 's3';
type CodeAndStatus = readonly [code: string, status: number];

/** The errors that every service has, under the code and HTTP status that each family of protocols gives them. */
const commonErrors = {
  throttled: {
    json: ['ThrottlingException', 400],
    query: ['Throttling', 400],
    ec2: ['RequestLimitExceeded', 503],
    xml: ['Throttling', 400],
    s3: ['SlowDown', 503],
  },
  denied: {
    json: ['AccessDeniedException', 400],
    query: ['AccessDenied', 403],
    ec2: ['UnauthorizedOperation', 403],
    xml: ['AccessDenied', 403],
    s3: ['AccessDenied', 403],
  },
  invalid: {
    json: ['ValidationException', 400],
    query: ['ValidationError', 400],
    ec2: ['InvalidParameterValue', 400],
    xml: ['InvalidInput', 400],
    s3: ['InvalidArgument', 400],
  },
  missing: {
    json: ['ValidationException', 400],
    query: ['MissingParameter', 400],
    ec2: ['MissingParameter', 400],
    xml: ['InvalidInput', 400],
    s3: ['InvalidRequest', 400],
  },
  malformed: {
    json: ['SerializationException', 400],
    query: ['MalformedQueryString', 400],
    ec2: ['MalformedQueryString', 400],
    xml: ['MalformedInput', 400],
    s3: ['MalformedXML', 400],
  },
  tooLarge: {
    json: ['RequestEntityTooLargeException', 413],
    query: ['RequestEntityTooLarge', 413],
    ec2: ['RequestEntityTooLarge', 413],
    xml: ['RequestEntityTooLarge', 413],
    s3: ['EntityTooLarge', 413],
  },
  foreignSender: {
    json: ['AccessDeniedException', 403],
    query: ['AccessDenied', 403],
    ec2: ['UnauthorizedOperation', 403],
    xml: ['AccessDenied', 403],
    s3: ['AccessDenied', 403],
  },
  unavailable: {
    json: ['ServiceUnavailableException', 503],
    query: ['ServiceUnavailable', 503],
    ec2: ['Unavailable', 503],
    xml: ['ServiceUnavailable', 503],
    s3: ['ServiceUnavailable', 503],
  },
  unsigned: {
    json: ['MissingAuthenticationTokenException', 403],
    query: ['MissingAuthenticationToken', 403],
    ec2: ['AuthFailure', 401],
    xml: ['MissingAuthenticationToken', 403],
    s3: ['AccessDenied', 403],
  },
  unknownAccount: {
    json: ['UnrecognizedClientException', 400],
    query: ['InvalidClientTokenId', 403],
    ec2: ['AuthFailure', 401],
    xml: ['InvalidClientTokenId', 403],
    s3: ['InvalidAccessKeyId', 403],
  },
  /** Temporary credentials after their end. */
  expired: {
    json: ['ExpiredTokenException', 400],
    query: ['ExpiredToken', 403],
    ec2: ['RequestExpired', 400],
    xml: ['ExpiredToken', 403],
    s3: ['ExpiredToken', 400],
  },
  /** Signed at a time too far from the server's. */
  skewed: {
    json: ['InvalidSignatureException', 403],
    query: ['SignatureDoesNotMatch', 403],
    ec2: ['RequestExpired', 400],
    xml: ['InvalidSignatureException', 403],
    s3: ['RequestTimeTooSkewed', 403],
  },
  unknownOperation: {
    json: ['UnknownOperationException', 400],
    query: ['InvalidAction', 400],
    ec2: ['InvalidAction', 400],
    xml: ['InvalidRequest', 400],
    s3: ['MethodNotAllowed', 405],
  },
  /** Not in AWS's model of the service or not simulated. The SDK retries 500, 502, 503 and 504, never 501. */
  notImplemented: {
    json: ['NotImplemented', 501],
    query: ['NotImplemented', 501],
    ec2: ['NotImplemented', 501],
    xml: ['NotImplemented', 501],
    s3: ['NotImplemented', 501],
  },
  internal: {
    json: ['InternalFailure', 500],
    query: ['InternalFailure', 500],
    ec2: ['InternalError', 500],
    xml: ['InternalFailure', 500],
    s3: ['InternalError', 500],
  },
} as const satisfies Record<string, Record<ErrorFamily, CodeAndStatus>>;

export type CommonErrorKind = keyof typeof commonErrors;

/** One of the errors that every AWS service has, under the code and status that fit the call's service and protocol. */
export function commonError(
  kind: CommonErrorKind,
  call: { readonly protocol: Protocol; readonly service?: string | undefined },
  message: string,
): AwsError {
  const [code, status] = commonErrors[kind][errorFamily(call.protocol, call.service)];
  return new AwsError(code, message, status);
}

function errorFamily(protocol: Protocol, service: string | undefined): ErrorFamily {
  if (service === 'S3' || service === 'S3 Control') return 's3';
  if (protocol === 'ec2Query') return 'ec2';
  if (protocol === 'awsQuery') return 'query';
  return protocol === 'restXml' ? 'xml' : 'json';
}
