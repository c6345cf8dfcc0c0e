import type { Call, WireRequest } from './call';
import { commonError, MalformedInput } from './errors';
import { arrivalOf, type Exchange } from './exchange';
import { readCbor } from './protocols/cbor';
import { parseJson, readJson } from './protocols/json';
import { readQuery } from './protocols/query';
import { decodeUtf8, readRestInput } from './protocols/rest-request';
import { findMissingMember } from './required-members';
import type { Operation } from './service';

/**
 * Reads the typed input of an identified request. `request` has its body decoded.
 * Throws `MalformedInput`, or an `AwsError` when a required member is missing.
 */
export function decodeCall(request: WireRequest, exchange: Exchange): Call {
  const { facts, operation } = exchange;
  if (!facts || !operation) throw new Error('only an identified request can be decoded');
  const input = withoutOverflow(() => readInput(request, exchange, operation));
  const missing = findMissingMember(operation.input, input);
  if (missing) throw missingMember(missing, exchange);
  const host = request.headers.host ?? '';
  return { ...arrivalOf(exchange), service: facts.id, operation: operation.name, host, input };
}

function readInput(request: WireRequest, exchange: Exchange, operation: Operation): unknown {
  const { protocol } = exchange;
  switch (protocol) {
    case 'awsJson1_0':
    case 'awsJson1_1':
      return readJson(operation.input, parseJson(decodeUtf8(request.body)), 'member-names');
    case 'awsQuery':
    case 'ec2Query':
      return readQuery(operation.input, exchange.form ?? { children: new Map() }, protocol);
    case 'rpcv2Cbor':
      return readCbor(operation.input, request.body);
    case 'restXml':
    case 'restJson1':
      return readRestInput(protocol, operation.input, request, exchange.labels ?? new Map());
  }
}

function missingMember(path: string, { protocol, facts }: Exchange) {
  const isQuery = protocol === 'awsQuery' || protocol === 'ec2Query';
  const message = isQuery
    ? `The request must contain the parameter ${path}`
    : `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`;
  return commonError('missing', { protocol, service: facts?.id }, message);
}

/** The readers recurse with the input's own nesting; no honest request exhausts the stack. */
function withoutOverflow<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new MalformedInput('the request is nested too deeply');
    throw error;
  }
}
