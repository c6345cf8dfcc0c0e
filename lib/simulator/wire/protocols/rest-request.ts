import type { WireRequest } from '../call';
import { MalformedInput } from '../errors';
import type { Member, Shape } from '../shapes';
import { parseJson, readJson } from './json';
import { asScalar, readText } from './scalar';
import { parseXml } from './xml-parse';
import { readXml } from './xml-read';

export type RestProtocol = 'restXml' | 'restJson1';

/** Reads the input of a REST operation from path labels, query, headers and body. Throws `MalformedInput`. */
export function readRestInput(
  protocol: RestProtocol,
  shape: Shape,
  request: WireRequest,
  labels: ReadonlyMap<string, string>,
): Record<string, unknown> {
  if (shape.kind !== 'structure') return {};
  const input: Record<string, unknown> = {};
  const inBody: Member[] = [];
  for (const member of shape.members) {
    if (isInBody(member)) inBody.push(member);
    else assign(input, member, readBound(protocol, member, request, labels));
  }
  if (inBody.length > 0 && request.body.byteLength > 0) {
    const document = readDocument(protocol, shape, request.body) as Readonly<Record<string, unknown>>;
    for (const member of inBody) assign(input, member, document[member.name]);
  }
  return input;
}

function assign(input: Record<string, unknown>, member: Member, value: unknown): void {
  if (value !== undefined) input[member.name] = value;
}

/** Members without a binding share the body's document. */
function isInBody({ traits }: Member): boolean {
  const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders, httpPayload } = traits;
  return ![httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders, httpPayload].some(isBound);
}

function isBound(trait: unknown): boolean {
  return trait !== undefined;
}

function readBound(
  protocol: RestProtocol,
  member: Member,
  request: WireRequest,
  labels: ReadonlyMap<string, string>,
): unknown {
  const { traits } = member;
  if (traits.httpLabel) return readTexts(member.shape, toList(labels.get(member.name)));
  if (traits.httpQuery) return readTexts(member.shape, request.query.get(traits.httpQuery));
  if (traits.httpQueryParams) return Object.fromEntries([...request.query].map(([name, values]) => [name, values[0]]));
  if (traits.httpHeader) return readHeader(member.shape, request.headers[traits.httpHeader.toLowerCase()]);
  if (traits.httpPrefixHeaders !== undefined) return readPrefixed(request, traits.httpPrefixHeaders.toLowerCase());
  return readPayload(protocol, member, request.body);
}

function readHeader(shape: Shape, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  return readTexts(shape, shape.kind === 'list' ? text.split(',').map((each) => each.trim()) : [text]);
}

/** One value, or for a list all values, of a query parameter or header. */
function readTexts(shape: Shape, texts: readonly string[] | undefined): unknown {
  const [first] = texts ?? [];
  if (!texts || first === undefined) return undefined;
  if (shape.kind !== 'list') return readText(asScalar(shape), first);
  const element = asScalar(shape.element.shape);
  return texts.map((text) => readText(element, text));
}

function readPrefixed(request: WireRequest, prefix: string): Record<string, string> | undefined {
  const found = Object.entries(request.headers).filter(([name]) => name.startsWith(prefix));
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** An empty body and an absent payload look the same; a required payload is then taken to be empty. */
function readPayload(protocol: RestProtocol, { shape, required }: Member, body: Uint8Array): unknown {
  if (body.byteLength === 0) return shape.kind === 'blob' && required ? body : undefined;
  if (shape.kind === 'blob') return body;
  return shape.kind === 'string' ? decodeUtf8(body) : readDocument(protocol, shape, body);
}

function readDocument(protocol: RestProtocol, shape: Shape, body: Uint8Array): unknown {
  const text = decodeUtf8(body);
  return protocol === 'restXml' ? readXml(shape, parseXml(text)) : readJson(shape, parseJson(text), 'json-names');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Throws `MalformedInput` on bytes that are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new MalformedInput('the body is not UTF-8');
  }
}

function toList(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : [text];
}
