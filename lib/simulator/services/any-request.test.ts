import { expect, it } from 'vitest';
import { defaultResolverRegion } from '../start-simulator';
import { testNow } from '../testing/test-simulator';
import { AwsError, type Call, createWireHandler, loadServices } from '../wire';
import { malformedRequest, type Random, randomSource } from '../wire/testing/malformed-requests';
import { sampleOf } from '../wire/testing/sample-values';
import { openWorld } from '../world';
import { accessKeyOf } from './account';
import { simulatedServices, simulateServices } from './index';

/** The fleet itself behind the protocols: whatever is asked of it, it answers, and never with a fault of its own. */

const account = '111122223333';
const services = await loadServices(simulatedServices);
const operations = simulateServices(openWorld({ seed: 1, now: testNow }), defaultResolverRegion);

it('the simulated fleet answers 4,000 malformed requests without one failure of its own', async () => {
  const unexpected: unknown[] = [];
  const handler = createWireHandler({ services, operations, onUnexpectedError: (error) => unexpected.push(error) });
  const random = randomSource(7);
  for (let count = 0; count < 4000; count += 1) {
    const answer = await handler.handle(malformedRequest(random, services, accessKeyOf(account)));
    expect(answer.kind).toBe('response');
  }
  expect(unexpected).toEqual([]);
}, 120_000);

const awkward = ['', ' ', '*', '0', '-1', 'x'.repeat(3000), '__proto__', 'arn:aws:::', 'us-east-1', '\u0000', '%'];
const awkwardNumbers = [0, -1, 1, 1e9, 0.5, Number.NaN];
const moments = [0, testNow, testNow - 86_400_000, 8.64e15].map((at) => new Date(at));

/** The same form with other values in it: those that nobody thinks of. */
function withAwkwardValues(value: unknown, pick: Random): unknown {
  if (typeof value === 'string') return pick([...awkward, value]);
  if (typeof value === 'number') return pick(awkwardNumbers);
  if (typeof value === 'boolean') return pick([true, false]);
  if (value instanceof Date) return pick(moments);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return pick([value, value.slice(0, 1), []]).map((each) => withAwkwardValues(each, pick));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withAwkwardValues(each, pick)]));
}

/** Every operation of the fleet with the schema of its input. */
const performed = operations.flatMap(({ operations: own, service }) => {
  const facts = services.find(({ id }) => id === service);
  return Object.entries(own).flatMap(([name, perform]) => {
    const operation = facts?.operations.get(name);
    return facts === undefined || operation === undefined ? [] : [{ facts, operation, perform }];
  });
});

it('every operation of the simulated fleet answers or refuses values that nobody thinks of', async () => {
  const pick = randomSource(11);
  const failures = new Set<string>();
  let answered = 0;
  for (const { facts, operation, perform } of performed) {
    for (let count = 0; count < 40; count += 1) {
      const region = pick(['us-east-1', 'us-west-2', 'eu-west-1']);
      const input = withAwkwardValues(sampleOf(operation.input, count % 4), pick);
      const call: Call = {
        ...{ requestId: 'r', protocol: facts.protocol, service: facts.id, operation: operation.name },
        ...{ region, signedRegion: region, accessKeyId: accessKeyOf(account), host: '127.0.0.1', input },
      };
      try {
        await perform(input, call);
        answered += 1;
      } catch (error) {
        if (!(error instanceof AwsError)) failures.add(`${facts.id} ${operation.name}: ${String(error)}`);
      }
    }
  }
  expect([...failures]).toEqual([]);
  // Refusing everything would prove nothing.
  expect(answered).toBeGreaterThan(performed.length);
}, 120_000);
