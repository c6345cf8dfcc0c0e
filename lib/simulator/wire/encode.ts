import type { WireResponse } from './call';
import type { Exchange } from './exchange';
import { writeCbor } from './protocols/cbor';
import { writeJson } from './protocols/json';
import { writeRestOutput } from './protocols/rest-response';
import { writeXmlMembers, xmlElement } from './protocols/xml-write';
import { namespaceOf, response, xmlResponse } from './response';
import type { Shape } from './shapes';

/** Encodes an operation's typed output in the request's protocol. Throws when the output does not fit its schema. */
export function encodeOutput(exchange: Exchange, output: unknown): WireResponse {
  const { service, operation, protocol, requestId } = exchange;
  if (!service || !operation) throw new Error('only an identified request can be answered');
  const headers = requestIdHeaders(exchange);
  const value = output ?? {};
  switch (protocol) {
    case 'awsJson1_0':
    case 'awsJson1_1': {
      const body = JSON.stringify(writeJson(operation.output, value, 'member-names'));
      return response(200, { ...headers, 'content-type': jsonType(protocol) }, body);
    }
    case 'rpcv2Cbor':
      return response(200, { ...headers, ...cborHeaders }, writeCbor(operation.output, value));
    case 'awsQuery': {
      const result = isVoid(operation.output)
        ? ''
        : xmlElement(`${operation.name}Result`, membersOf(operation.output, value));
      const metadata = xmlElement('ResponseMetadata', xmlElement('RequestId', requestId));
      const namespace = namespaceOf(service.xmlNamespace);
      return xmlResponse(200, headers, xmlElement(`${operation.name}Response`, result + metadata, namespace));
    }
    case 'ec2Query': {
      const members = isVoid(operation.output) ? xmlElement('return', 'true') : membersOf(operation.output, value);
      const inner = xmlElement('requestId', requestId) + members;
      const namespace = namespaceOf(`${service.xmlNamespace}/`);
      return xmlResponse(200, headers, xmlElement(`${operation.name}Response`, inner, namespace));
    }
    case 'restXml':
    case 'restJson1':
      return writeRestOutput(protocol, service, operation, value, headers);
  }
}

export const cborHeaders = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' } as const;

/** The content type of each JSON protocol. */
export function jsonType(protocol: 'awsJson1_0' | 'awsJson1_1' | 'restJson1'): string {
  if (protocol === 'restJson1') return 'application/json';
  return protocol === 'awsJson1_0' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1';
}

export function requestIdHeaders({ facts, requestId }: Exchange): Record<string, string> {
  if (facts?.id === 'S3' || facts?.id === 'S3 Control')
    return { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId };
  return { 'x-amzn-requestid': requestId };
}

function isVoid(shape: Shape): boolean {
  return shape.kind === 'unit';
}

function membersOf(shape: Shape, value: unknown): string {
  return shape.kind === 'structure' ? writeXmlMembers(shape, value) : '';
}
