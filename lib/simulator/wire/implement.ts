import type { Call } from './call';
import type { ServiceId } from './service-table';

/** Input and output of one method of an SDK client interface (each method has a promise and two callback forms). */
type Signature<Method> = Method extends {
  (input: infer Input, options?: infer _Options): Promise<infer Output>;
  (input: infer _Input1, callback: infer _Callback1): void;
  (input: infer _Input2, options: infer _Options2, callback: infer _Callback2): void;
}
  ? { input: Input; output: Output }
  : never;

/** The decoder refuses a request whose required members are absent, so an operation never sees them undefined. */
type Decoded<Input> = { readonly [Name in keyof Input]: Exclude<Input[Name], undefined> };

type Answer<Output> = Omit<Output, '$metadata'>;

/** Any subset of a client's operations under their AWS names, typed by the SDK. */
export type OperationsOf<Client> = {
  readonly [Method in keyof Client as Signature<Client[Method]> extends never
    ? never
    : Method extends string
      ? Capitalize<Method>
      : never]?: (
    input: Decoded<NonNullable<Signature<Client[Method]>['input']>>,
    call: Call,
  ) => Answer<Signature<Client[Method]>['output']> | Promise<Answer<Signature<Client[Method]>['output']>>;
};

/** An operation once its types are checked: the wire layer gives it what its schema says. */
export type SimulatedOperation = (input: unknown, call: Call) => unknown;

export interface ServiceImplementation {
  readonly service: ServiceId;
  readonly operations: Readonly<Record<string, SimulatedOperation>>;
}

/**
 * Simulated operations of one service, checked against the SDK's own input and output types:
 * `implement<CloudWatch>('CloudWatch', { DescribeAlarms(input, call) { … } })`.
 * A service may be implemented in several pieces, but each operation once only.
 */
export function implement<Client>(service: ServiceId, operations: OperationsOf<Client>): ServiceImplementation {
  return { service, operations: operations as Readonly<Record<string, SimulatedOperation>> };
}
