/**
 * The AWS wire protocols, server side: any request of an AWS SDK is decoded by the SDK's own schemas into a typed
 * {@link Call}, given to a simulated operation, and the typed output or error is encoded back in the request's protocol.
 *
 * ```ts
 * const cloudWatch = implement<CloudWatch>('CloudWatch', { DescribeAlarms: (input, call) => ({ MetricAlarms: [] }) });
 * const services = await loadServices(['CloudWatch']);
 * const handler = createWireHandler({ services, operations: [cloudWatch], before: (arrival) => 'continue' });
 * const door = await listenWire(handler, { port: 4599 });
 * ```
 */
export type { Arrival, Call, Protocol, WireAnswer, WireRequest, WireResponse } from './call';
export { AwsError, type CommonErrorKind, commonError, NoAnswer } from './errors';
export {
  type Alterations,
  createWireHandler,
  type Verdict,
  type WireHandler,
  type WireHandlerOptions,
} from './handler';
export { implement, type OperationsOf, type ServiceImplementation, type SimulatedOperation } from './implement';
export { inProcess } from './in-process';
export { type ListenOptions, listenWire, type WireDoor } from './listen';
export type { Operation, Service } from './service';
export { loadServices, type ServiceId, serviceIds, signingNameOf } from './service-table';
