import { expect, test } from 'vitest';
import { createWireHandler } from './handler';
import { loadServices, serviceIds } from './service-table';
import { malformedRequest, randomSource } from './testing/malformed-requests';
import { responseOf, textOf } from './testing/requests';
import { Echo } from './testing/round-trip';
import { sampleOf } from './testing/sample-values';

const requestCount = 40_000;

const services = await loadServices(serviceIds);

test(`${requestCount} malformed requests all get a clean answer`, async () => {
  const echo = new Echo();
  const unexpected: unknown[] = [];
  const handler = createWireHandler({
    services,
    operations: services.map((service) => echo.implementationOf(service)),
    onUnexpectedError: (error) => unexpected.push(error),
  });
  const operations = new Map(
    services.flatMap((service) => [...service.operations].map(([, each]) => [each.name, each])),
  );
  echo.answerWith(() => sampleOf(operations.get(echo.lastCall?.operation ?? '')?.output ?? unit, 1));
  const random = randomSource(42);
  const statuses = new Set<number>();
  for (let count = 0; count < requestCount; count += 1) {
    const request = malformedRequest(random, services, 'AK');
    const answer = responseOf(await handler.handle(request));
    statuses.add(answer.status);
    const isClean = answer.status < 500 || answer.status === 501;
    expect(isClean, `${answer.status} ${textOf(answer)} to ${JSON.stringify(request).slice(0, 2000)}`).toBe(true);
    if (answer.status >= 400 && request.method !== 'HEAD') expect(answer.body.byteLength).toBeGreaterThan(0);
  }
  expect(unexpected).toEqual([]);
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 403, 501]));
}, 240_000);

const unit = { kind: 'unit', name: '', traits: {} } as const;
