import type { Arrival, Protocol } from './call';
import { AwsError, commonError, MalformedInput } from './errors';
import type { FormNode } from './protocols/query';
import type { RouteMatch } from './routes';
import type { Operation, Service, ServiceFacts } from './service';
import type { Signature } from './signature';

/**
 * A request as far as it is understood. It is filled in step by step, and at every step it is enough to answer the
 * request in its own protocol.
 */
export interface Exchange {
  readonly requestId: string;
  readonly method: string;
  protocol: Protocol;
  readonly signature: Signature | undefined;
  region: string;
  /** From the table; known also for services that are not loaded. */
  facts?: ServiceFacts;
  service?: Service;
  operation?: Operation;
  /** Query protocols: the parsed form. */
  form?: FormNode;
  /** REST protocols: the values in the path. */
  labels?: RouteMatch['labels'];
}

/** What is known of the request, as the simulation may see it. */
export function arrivalOf(exchange: Exchange): Arrival {
  const { requestId, protocol, facts, operation, region, signature } = exchange;
  return {
    requestId,
    protocol,
    ...(facts && { service: facts.id }),
    ...(operation && { operation: operation.name }),
    region,
    signedRegion: signature?.region ?? '',
    accessKeyId: signature?.accessKeyId ?? '',
    ...(signature?.sessionToken && { sessionToken: signature.sessionToken }),
    ...(signature?.signedAt !== undefined && { signedAt: signature.signedAt }),
  };
}

/** Whatever went wrong, as an error that AWS could have sent. */
export function toAwsError(error: unknown, exchange: Exchange): AwsError {
  if (error instanceof AwsError) return error;
  const target = { protocol: exchange.protocol, service: exchange.facts?.id };
  if (error instanceof MalformedInput) return commonError('malformed', target, error.message);
  const message = error instanceof Error ? error.message : String(error);
  return commonError('internal', target, `The simulator failed: ${message}`);
}
