import type { StaticErrorSchema, StaticOperationSchema } from '@smithy/types';
import type { Protocol } from './call';
import type { ServiceId } from './service-table';
import { type Shape, type StructureShape, shapeOf, type Traits, traitsOf } from './shapes';

/** The few facts of a service's wire that its schemas do not carry. */
export interface ServiceFacts {
  /** AWS's own id of the service's SDK, such as `CloudWatch` or `Route 53`. */
  readonly id: ServiceId;
  /** What stands in the scope of the signature. */
  readonly signingName: string;
  /** What the installed SDK speaks by default; requests may come in another. */
  readonly protocol: Protocol;
  readonly version: string;
  /** Before the dot in `X-Amz-Target`. */
  readonly target: string;
  readonly namespace: string;
  /** Empty where the service has none. */
  readonly xmlNamespace: string;
  /** A former query service: JSON and CBOR errors also carry the query code in a header. */
  readonly queryCompatible: boolean;
}

export interface Operation {
  readonly name: string;
  readonly traits: Traits;
  readonly input: Shape;
  readonly output: Shape;
}

export interface Service extends ServiceFacts {
  readonly operations: ReadonlyMap<string, Operation>;
  /** Modelled errors by shape name and by query code. */
  readonly errors: ReadonlyMap<string, StructureShape>;
}

/** Where the SDK puts the base class of a service's errors, which is no error of the service. */
const syntheticNamespace = 'smithy.ts.sdk.synthetic';

/** Describes a service by the schemas that its SDK package exports (`module` is the package's namespace object). */
export function describeService(module: object, facts: ServiceFacts): Service {
  const operations = new Map<string, Operation>();
  const errors = new Map<string, StructureShape>();
  for (const schema of Object.values(module)) {
    if (isOperationSchema(schema)) operations.set(schema[2], new LazyOperation(schema));
    else if (isErrorSchema(schema)) addError(errors, schema);
  }
  return { ...facts, operations, errors };
}

/** Compiles input and output on first use: a service has hundreds of operations, a program uses a few. */
class LazyOperation implements Operation {
  readonly name: string;
  readonly traits: Traits;

  constructor(private readonly schema: StaticOperationSchema) {
    this.name = schema[2];
    this.traits = traitsOf(schema[3]);
  }

  get input(): Shape {
    return shapeOf(this.schema[4]);
  }

  get output(): Shape {
    return shapeOf(this.schema[5]);
  }
}

function addError(errors: Map<string, StructureShape>, schema: StaticErrorSchema): void {
  const shape = shapeOf(schema);
  if (shape.kind !== 'structure') return;
  for (const name of [shape.name, shape.traits.awsQueryError?.[0]]) {
    if (name && !errors.has(name)) errors.set(name, shape);
  }
}

// Schemas are told by their array tag, not by the `$` suffix of their export: older SDK releases have no suffix.
function isOperationSchema(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

function isErrorSchema(value: unknown): value is StaticErrorSchema {
  return Array.isArray(value) && value[0] === -3 && !String(value[1]).startsWith(syntheticNamespace);
}
