import { randomUUID } from 'node:crypto';
import type { Protocol, WireRequest } from './call';
import { commonError } from './errors';
import type { Exchange } from './exchange';
import { formParameter, parseForm } from './protocols/query';
import { matchRoute } from './routes';
import type { ServiceFacts } from './service';
import { isRest, type ServiceRegistry } from './service-registry';
import { readSignature, servingRegion } from './signature';

const formType = 'application/x-www-form-urlencoded';
const rpcPath = /^\/service\/([^/]+)\/operation\/([^/]+)\/?$/;

/** The operations that clients call without credentials, since they are how credentials are got. */
const unsignedOperations = new Set(['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity']);

/** What headers alone say of a request. Never fails, so that anything later can be answered in the right protocol. */
export function openExchange(registry: ServiceRegistry, request: WireRequest): Exchange {
  const signature = readSignature(request);
  const candidates = signature ? registry.candidates(signature.signingName, request.path) : [];
  const [onlyCandidate] = candidates;
  return {
    requestId: randomUUID(),
    method: request.method,
    protocol: recogniseProtocol(request, onlyCandidate),
    signature,
    region: signature ? servingRegion(signature.signingName, signature.region) : 'us-east-1',
    ...(candidates.length === 1 && onlyCandidate && { facts: onlyCandidate }),
  };
}

/** REST services speak nothing else; the others are told by what each protocol's requests must carry. */
function recogniseProtocol(request: WireRequest, signedFor: ServiceFacts | undefined): Protocol {
  const contentType = request.headers['content-type'] ?? '';
  if (signedFor && isRest(signedFor)) return signedFor.protocol;
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') return 'rpcv2Cbor';
  if (request.headers['x-amz-target']) return contentType.includes('json-1.0') ? 'awsJson1_0' : 'awsJson1_1';
  if (contentType.startsWith(formType) || request.query.has('Action')) {
    return signedFor?.protocol === 'ec2Query' ? 'ec2Query' : 'awsQuery';
  }
  if (signedFor) return signedFor.protocol;
  return contentType.includes('json') ? 'restJson1' : 'restXml';
}

/** What a request says it wants. */
interface Wanted {
  readonly operation?: string | undefined;
  /** JSON and CBOR: the service's name on the wire. */
  readonly target?: string | undefined;
  /** Query: the version of the service's API. */
  readonly version?: string | undefined;
}

/**
 * Finds the service and operation that are meant and writes them into the exchange. `request` has its body decoded.
 * Throws `AwsError` or `MalformedInput`: unsigned, not simulated, no such operation.
 */
export function identify(registry: ServiceRegistry, request: WireRequest, exchange: Exchange): void {
  const wanted = readWanted(request, exchange);
  const facts = chooseService(registry, request, wanted, exchange);
  requireSignature(wanted, exchange);
  if (!facts) throw notSimulated(wanted, exchange);
  exchange.facts = facts;
  if (facts.protocol === 'ec2Query' && exchange.protocol === 'awsQuery') exchange.protocol = 'ec2Query';
  exchange.service = registry.find(facts);
  if (!exchange.service) {
    throw commonError('notImplemented', { ...exchange, service: facts.id }, `${facts.id} is not simulated.`);
  }
  findOperation(registry, request, wanted, exchange);
}

function readWanted(request: WireRequest, exchange: Exchange): Wanted {
  switch (exchange.protocol) {
    case 'rpcv2Cbor': {
      const [, target, operation] = rpcPath.exec(request.path) ?? [];
      return { target, operation };
    }
    case 'awsJson1_0':
    case 'awsJson1_1': {
      const header = request.headers['x-amz-target'] ?? '';
      const dot = header.lastIndexOf('.');
      return { target: header.slice(0, Math.max(0, dot)), operation: header.slice(dot + 1) };
    }
    case 'awsQuery':
    case 'ec2Query':
      exchange.form = parseForm(formTextOf(request));
      return { operation: formParameter(exchange.form, 'Action'), version: formParameter(exchange.form, 'Version') };
    default:
      return {};
  }
}

/** Query requests carry their parameters in a form body or in the URL. */
function formTextOf(request: WireRequest): string {
  const isForm = (request.headers['content-type'] ?? '').startsWith(formType) && request.body.byteLength > 0;
  if (isForm) return Buffer.from(request.body).toString('utf8');
  const pairs = [...request.query].flatMap(([name, values]) => values.map((value) => [name, value]));
  return new URLSearchParams(pairs).toString();
}

/** Services may share a signing name and query services may share operation names, so target or version must fit. */
function chooseService(
  registry: ServiceRegistry,
  { path }: WireRequest,
  wanted: Wanted,
  exchange: Exchange,
): ServiceFacts | undefined {
  const candidates = registry.candidates(exchange.signature?.signingName, path);
  const fitting = candidates.filter((facts) => fits(facts, wanted, exchange));
  return fitting.find((facts) => registry.find(facts)?.operations.has(wanted.operation ?? '')) ?? fitting[0];
}

function fits(facts: ServiceFacts, wanted: Wanted, exchange: Exchange): boolean {
  if (wanted.target !== undefined) return facts.target === wanted.target;
  if (wanted.version !== undefined) return facts.version === wanted.version;
  return exchange.signature !== undefined;
}

function requireSignature(wanted: Wanted, exchange: Exchange): void {
  if (exchange.signature || unsignedOperations.has(wanted.operation ?? '')) return;
  throw commonError(
    'unsigned',
    targetOf(exchange),
    'The request has no AWS signature with a complete credential scope.',
  );
}

function notSimulated(wanted: Wanted, exchange: Exchange) {
  const signedFor = exchange.signature
    ? `The service signed for as '${exchange.signature.signingName}'`
    : 'The service';
  const detail = wanted.target ?? wanted.version;
  return commonError(
    'notImplemented',
    targetOf(exchange),
    `${signedFor}${detail ? ` (${detail.slice(0, 60)})` : ''} is not simulated.`,
  );
}

function findOperation(registry: ServiceRegistry, request: WireRequest, wanted: Wanted, exchange: Exchange): void {
  const { service } = exchange;
  if (!service) return;
  if (isRest(service) && exchange.protocol === service.protocol) {
    const match = matchRoute(registry.routesOf(service), request);
    exchange.operation = match?.operation;
    exchange.labels = match?.labels;
  } else exchange.operation = service.operations.get(wanted.operation ?? '');
  if (exchange.operation) return;
  const name = wanted.operation || `${request.method} ${request.path.slice(0, 200)}`;
  throw commonError('unknownOperation', targetOf(exchange), `${service.id} has no operation ${name.slice(0, 200)}.`);
}

function targetOf(exchange: Exchange) {
  return { protocol: exchange.protocol, service: exchange.facts?.id };
}
