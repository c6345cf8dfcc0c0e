import type { WireResponse } from '../call';
import { namespaceOf, response } from '../response';
import type { Operation, Service } from '../service';
import type { Member, Shape, StructureShape } from '../shapes';
import { writeJson } from './json';
import {
  asBytes,
  asEntries,
  asList,
  asStructure,
  isAbsent,
  OutputMismatch,
  type StructureValue,
} from './output-values';
import type { RestProtocol } from './rest-request';
import { writeText } from './scalar';
import { escapeXml, writeXmlMember, writeXmlMembers, xmlElement } from './xml-write';

/** Where the members of an output go. */
interface Bindings {
  readonly payload: Member | undefined;
  readonly statusCode: Member | undefined;
  readonly headers: readonly Member[];
  readonly prefixHeaders: readonly Member[];
  readonly document: readonly Member[];
}

interface Body {
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

/** Writes the output of a REST operation as status, headers and body. */
export function writeRestOutput(
  protocol: RestProtocol,
  service: Service,
  operation: Operation,
  output: unknown,
  requestHeaders: Readonly<Record<string, string>>,
): WireResponse {
  const shape = operation.output;
  const bindings = bindingsOf(shape);
  const value = shape.kind === 'structure' ? asStructure(shape, output) : {};
  const body = writeBody(protocol, service, operation, bindings, value);
  const headers = {
    ...requestHeaders,
    ...(body && !bindsContentType(bindings) && { 'content-type': body.contentType }),
    ...writeHeaders(bindings, value),
  };
  const streaming = bindings.payload?.shape.kind === 'blob' && bindings.payload.shape.streaming;
  return response(statusOf(operation, bindings, value), headers, body?.content ?? '', streaming);
}

/** An operation that returns a content type of its own gets none of ours. */
function bindsContentType({ headers }: Bindings): boolean {
  return headers.some((member) => member.traits.httpHeader?.toLowerCase() === 'content-type');
}

function statusOf(operation: Operation, { statusCode }: Bindings, value: StructureValue): number {
  const status = statusCode && value[statusCode.name];
  if (statusCode === undefined || isAbsent(status)) return operation.traits.http?.[2] ?? 200;
  if (typeof status === 'number' && status >= 200 && status <= 599) return status;
  throw new OutputMismatch(statusCode.shape, 'an HTTP status from 200 to 599');
}

function bindingsOf(shape: Shape): Bindings {
  const members = shape.kind === 'structure' ? shape.members : [];
  const payload = members.find((member) => member.traits.httpPayload);
  const statusCode = members.find((member) => member.traits.httpResponseCode);
  const headers = members.filter((member) => member.traits.httpHeader);
  const prefixHeaders = members.filter((member) => member.traits.httpPrefixHeaders !== undefined);
  const bound = new Set([payload, statusCode, ...headers, ...prefixHeaders]);
  return { payload, statusCode, headers, prefixHeaders, document: members.filter((member) => !bound.has(member)) };
}

function writeHeaders(bindings: Bindings, value: StructureValue): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const member of bindings.headers) {
    const inner = value[member.name];
    if (isAbsent(inner)) continue;
    headers[(member.traits.httpHeader ?? '').toLowerCase()] = headerText(
      member.shape,
      writeHeader(member.shape, inner),
    );
  }
  for (const member of bindings.prefixHeaders) {
    const inner = value[member.name];
    if (isAbsent(inner)) continue;
    for (const [key, each] of asEntries(member.shape, inner)) {
      const name = `${member.traits.httpPrefixHeaders}${key}`.toLowerCase();
      if (!headerName.test(name)) throw new OutputMismatch(member.shape, 'named like an HTTP header');
      headers[name] = headerText(member.shape, String(each));
    }
  }
  return headers;
}

const headerName = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** HTTP carries no line breaks and nothing beyond Latin-1 in a header. */
function headerText(shape: Shape, text: string): string {
  if (!headerValue.test(text)) throw new OutputMismatch(shape, 'text that an HTTP header can carry');
  return text;
}

function writeHeader(shape: Shape, value: unknown): string {
  if (shape.kind !== 'list') return writeText(shape, value, 'http-date');
  const element = shape.element.shape;
  return asList(shape, value)
    .map((each) => writeText(element, each, 'http-date'))
    .join(', ');
}

function writeBody(
  protocol: RestProtocol,
  service: Service,
  operation: Operation,
  bindings: Bindings,
  value: StructureValue,
): Body | undefined {
  const { payload, document } = bindings;
  if (payload) {
    const inner = value[payload.name];
    return isAbsent(inner) ? undefined : writePayload(protocol, service, payload, inner);
  }
  const shape = operation.output;
  if (document.length === 0 || shape.kind !== 'structure') return undefined;
  if (protocol === 'restJson1') return json(writeJson(shape, value, 'json-names', document));
  const root = shape.traits.xmlName ?? shape.name;
  const namespace = namespaceOf(service.xmlNamespace);
  return xml(xmlElement(root, writeDocument(service, operation, shape, document, value), namespace));
}

/** The one output in S3 whose only member stands in the root itself. */
function writeDocument(
  service: Service,
  operation: Operation,
  shape: StructureShape,
  members: readonly Member[],
  value: StructureValue,
): string {
  if (service.id === 'S3' && operation.name === 'GetBucketLocation') {
    return escapeXml(String(value.LocationConstraint ?? ''));
  }
  return writeXmlMembers(shape, value, members);
}

function writePayload(protocol: RestProtocol, service: Service, payload: Member, value: unknown): Body {
  const { shape } = payload;
  if (shape.kind === 'blob') return { contentType: 'application/octet-stream', content: asBytes(shape, value) };
  if (shape.kind === 'string') return { contentType: 'text/plain', content: String(value) };
  if (protocol === 'restJson1') return json(writeJson(shape, value, 'json-names'));
  const name = payload.ownTraits.xmlName ?? shape.traits.xmlName ?? shape.name;
  const namespace = payload.traits.xmlNamespace ? '' : namespaceOf(service.xmlNamespace);
  return xml(writeXmlMember(payload, value, name, namespace));
}

function json(value: unknown): Body {
  return { contentType: 'application/json', content: JSON.stringify(value) };
}

function xml(element: string): Body {
  return { contentType: 'application/xml', content: `<?xml version="1.0" encoding="UTF-8"?>\n${element}` };
}
