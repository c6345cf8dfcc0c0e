import type { z } from 'zod';
import type { CommonErrorKind, Protocol } from '../wire';
import type { Operation } from '../wire/service';

/** What a fault may look at of a request to the AWS endpoint. */
export interface CallFacts {
  /** The service as IAM's actions name it, such as `dynamodb`; undefined for one that the simulator does not know. */
  readonly service: string | undefined;
  readonly operation: string | undefined;
  /** The IAM action, such as `dynamodb:DescribeTable`. */
  readonly action: string | undefined;
  /** The region that serves the request: `us-east-1` for global services. */
  readonly region: string;
  readonly protocol: Protocol;
  readonly account: string | undefined;
  /** ARN of who asks, and the role whose session it is, if it is one. */
  readonly caller: string | undefined;
  readonly role: string | undefined;
  /** Fleet time at which its temporary credentials were given; undefined for others. */
  readonly credentialsIssuedAt: number | undefined;
  /** Wall time in the signature, in epoch milliseconds. */
  readonly signedAt: number | undefined;
  readonly wallNow: number;
}

/** What a fault makes of a call: no answer at all, or an error in the protocol's own form. */
export type CallOutcome =
  | 'hangs'
  | { readonly error: CommonErrorKind; readonly message: string }
  | { readonly code: string; readonly status: number; readonly message: string };

/** When a fault is in force, for families that compare. */
export interface InForce {
  readonly id: string;
  readonly startedAt: number;
  readonly seed: number;
}

/** One kind of fault: its form as data, what it does in plain words, and what it does to calls of the AWS endpoint. */
export interface FaultFamily<Data extends { readonly kind: string } = { readonly kind: string }> {
  readonly kind: Data['kind'];
  readonly schema: z.ZodType<Data> & { readonly shape: Readonly<Record<string, z.ZodType>> };
  /** One sentence for people who choose among faults. */
  readonly says: string;
  /** What a call gets; undefined when the fault does not touch it. Equal calls get equal outcomes. */
  judge?(fault: Data, call: CallFacts, force: InForce): CallOutcome | undefined;
  /** Share of the calls it is about that it takes, 0…1; all of them where absent. */
  share?(fault: Data): number;
  /** Whether a call that was carried out is not answered. */
  losesAnswer?(fault: Data, call: CallFacts): boolean;
  /** Whether a call is answered as if it had been carried out, and changes nothing. */
  ignoresChange?(fault: Data, call: CallFacts): boolean;
  /** The input that the operation gets instead of what was sent. */
  alterInput?(fault: Data, call: CallFacts, input: unknown, operation: Operation): unknown;
  /** The output that is sent instead of what the operation gave. */
  alterOutput?(fault: Data, call: CallFacts, output: unknown, operation: Operation, force: InForce): unknown;
}

/** States a family; its data's type is that of its schema. */
export function family<Data extends { readonly kind: string }>(declared: FaultFamily<Data>): FaultFamily<Data> {
  return declared;
}
