import { expect, it } from 'vitest';
import { loadServices, serviceIds } from '../wire';
import { encodeOutput } from '../wire/encode';
import { sampleOf } from '../wire/testing/sample-values';
import { families } from './families';
import type { CallFacts } from './family';

const services = await loadServices(serviceIds);

const call: CallFacts = {
  service: 'any',
  operation: 'Any',
  action: 'any:Any',
  region: 'us-east-1',
  protocol: 'awsJson1_1',
  account: '111122223333',
  caller: undefined,
  role: undefined,
  credentialsIssuedAt: undefined,
  signedAt: undefined,
  wallNow: 0,
};

it.each(['partial-pages', 'repeated-token', 'values-missing'])(
  'what %s leaves of an output can be sent, of every operation of every service',
  (kind) => {
    const family = families.find((each) => each.kind === kind);
    const fault = { ...(family?.schema.parse({ kind }) as object), kind, share: 0.5 };
    const failures: string[] = [];
    for (const service of services) {
      for (const operation of service.operations.values()) {
        const exchange = {
          requestId: 'r',
          method: 'POST',
          protocol: service.protocol,
          signature: undefined,
          region: 'us-east-1',
          facts: service,
          service,
          operation,
        };
        try {
          const force = { id: 'fault-1', startedAt: 0, seed: 1 };
          const altered = family?.alterOutput?.(fault, call, sampleOf(operation.output, 4), operation, force);
          family?.alterInput?.(fault, call, sampleOf(operation.input, 2), operation);
          encodeOutput(exchange, altered);
        } catch (error) {
          failures.push(`${service.id} ${operation.name}: ${String(error)}`);
        }
      }
    }
    expect(failures).toEqual([]);
  },
);
