import type { WireResponse } from './call';
import { cborHeaders, jsonType, requestIdHeaders } from './encode';
import type { AwsError } from './errors';
import type { Exchange } from './exchange';
import { writeCbor } from './protocols/cbor';
import { writeJson } from './protocols/json';
import type { StructureValue } from './protocols/output-values';
import { escapeXml, writeXmlMembers, xmlElement } from './protocols/xml-write';
import { namespaceOf, response, xmlResponse } from './response';
import type { StructureShape } from './shapes';

/** An error under all the names that the protocols need. */
interface ErrorFacts {
  readonly message: string;
  readonly status: number;
  readonly fault: 'Sender' | 'Receiver';
  /** The shape's name, or the code itself when the service does not model it. */
  readonly name: string;
  /** The code of the query protocols, which may differ from the shape's name. */
  readonly queryCode: string;
  readonly shape: StructureShape | undefined;
  /** Members of the shape, its message included. */
  readonly fields: StructureValue;
  readonly headers: Readonly<Record<string, string>>;
}

const noFields: StructureShape = { kind: 'structure', name: '', traits: {}, members: [] };

/** Encodes an error in the request's protocol, however little of the request was understood. */
export function encodeError(exchange: Exchange, error: AwsError): WireResponse {
  const facts = describe(exchange, error);
  switch (exchange.protocol) {
    case 'awsJson1_0':
    case 'awsJson1_1':
    case 'restJson1':
      return jsonError(exchange, facts, exchange.protocol);
    case 'rpcv2Cbor':
      return cborError(exchange, facts);
    case 'ec2Query':
      return ec2Error(exchange, facts);
    case 'awsQuery':
      return xmlError(exchange, facts, facts.queryCode);
    case 'restXml':
      return restXmlError(exchange, facts);
  }
}

function describe(exchange: Exchange, error: AwsError): ErrorFacts {
  const shape = exchange.service?.errors.get(error.code);
  const traits = shape?.traits ?? {};
  const modelled = traits.awsQueryError?.[1] ?? traits.httpError ?? (traits.error === 'server' ? 500 : 400);
  const status = error.status ?? modelled;
  return {
    message: error.message,
    status,
    fault: status >= 500 ? 'Receiver' : 'Sender',
    name: shape?.name ?? error.code,
    queryCode: traits.awsQueryError?.[0] ?? error.code,
    shape,
    fields: shape ? { ...messageFields(shape, error.message), ...error.fields } : error.fields,
    headers: { ...requestIdHeaders(exchange), ...error.headers },
  };
}

/** Some services call the member `Message`, most `message`, a few have both or none. */
function messageFields(shape: StructureShape, message: string): StructureValue {
  const members = shape.members.filter((member) => member.name.toLowerCase() === 'message');
  return Object.fromEntries(members.map((member) => [member.name, message]));
}

function jsonError(exchange: Exchange, facts: ErrorFacts, protocol: Parameters<typeof jsonType>[0]): WireResponse {
  const type = protocol === 'awsJson1_0' ? qualifiedName(exchange, facts) : facts.name;
  const names = protocol === 'restJson1' ? 'json-names' : 'member-names';
  const fields = writeJson(facts.shape ?? noFields, facts.fields, names) as object;
  const headers = {
    'content-type': jsonType(protocol),
    'x-amzn-errortype': facts.name,
    ...queryErrorHeader(exchange, facts),
    ...facts.headers,
  };
  return response(facts.status, headers, JSON.stringify({ __type: type, message: facts.message, ...fields }));
}

function cborError(exchange: Exchange, facts: ErrorFacts): WireResponse {
  const heading = { __type: qualifiedName(exchange, facts), message: facts.message };
  const headers = { ...cborHeaders, ...queryErrorHeader(exchange, facts), ...facts.headers };
  return response(facts.status, headers, writeCbor(facts.shape ?? noFields, facts.fields, heading));
}

function qualifiedName({ facts: service }: Exchange, { name }: ErrorFacts): string {
  return service ? `${service.namespace}#${name}` : name;
}

function queryErrorHeader({ facts: service }: Exchange, facts: ErrorFacts): Record<string, string> {
  return service?.queryCompatible ? { 'x-amzn-query-error': `${facts.queryCode};${facts.fault}` } : {};
}

function ec2Error({ requestId }: Exchange, facts: ErrorFacts): WireResponse {
  const error = xmlElement('Error', codeAndMessage(facts.queryCode, facts));
  const inner = xmlElement('Errors', error) + xmlElement('RequestID', requestId);
  return xmlResponse(facts.status, facts.headers, xmlElement('Response', inner));
}

function restXmlError(exchange: Exchange, facts: ErrorFacts): WireResponse {
  if (exchange.method === 'HEAD') return response(facts.status, facts.headers, '');
  return exchange.facts?.id === 'S3' ? s3Error(exchange, facts) : xmlError(exchange, facts, facts.name);
}

function s3Error({ requestId }: Exchange, facts: ErrorFacts): WireResponse {
  const ids = xmlElement('RequestId', requestId) + xmlElement('HostId', requestId);
  const inner = codeAndMessage(facts.name, facts) + otherFields(facts) + ids;
  return xmlResponse(facts.status, facts.headers, xmlElement('Error', inner));
}

function xmlError(exchange: Exchange, facts: ErrorFacts, code: string): WireResponse {
  const inner = xmlElement('Type', facts.fault) + codeAndMessage(code, facts) + otherFields(facts);
  const namespace = namespaceOf(exchange.facts?.xmlNamespace ?? '');
  const document = xmlElement('Error', inner) + xmlElement('RequestId', exchange.requestId);
  return xmlResponse(facts.status, facts.headers, xmlElement('ErrorResponse', document, namespace));
}

function codeAndMessage(code: string, { message }: ErrorFacts): string {
  return xmlElement('Code', escapeXml(code)) + xmlElement('Message', escapeXml(message));
}

/** The members that the envelope does not have already. */
function otherFields({ shape, fields }: ErrorFacts): string {
  if (!shape) return '';
  const inEnvelope = ['message', 'code', 'type'];
  const members = shape.members.filter((member) => !inEnvelope.includes(member.name.toLowerCase()));
  return writeXmlMembers(shape, fields, members);
}
