import { describe, expect, test, vi } from 'vitest';
import { loadServices, serviceIds, serviceTable } from './service-table';
import type { Shape } from './shapes';
import { SdkPackage } from './testing/sdk-client';

// Loading the schemas of a large service takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('the service table', () => {
  test.each(serviceTable)('says of $id what the installed SDK says', async ({ load: _, ...row }) => {
    const { config } = (await SdkPackage.load(row.id)).createClient({});
    const settings = config.protocolSettings;
    expect(row).toEqual({
      id: config.serviceId,
      signingName: config.defaultSigningName,
      protocol: config.protocol.getShapeId().split('#')[1],
      version: settings.version,
      target: settings.serviceTarget,
      namespace: settings.defaultNamespace,
      xmlNamespace: settings.xmlNamespace ?? '',
      queryCompatible: settings.awsQueryCompatible ?? false,
    });
  });

  test('loads only the services that are asked for', async () => {
    const services = await loadServices(['STS']);
    expect(services.map((service) => service.id)).toEqual(['STS']);
  });
});

test('every schema of every service still compiles', async () => {
  const seen = new Set<Shape>();
  for (const service of await loadServices(serviceIds)) {
    for (const operation of service.operations.values()) {
      walk(operation.input, seen);
      walk(operation.output, seen);
    }
    for (const error of service.errors.values()) walk(error, seen);
  }
  expect(seen.size).toBeGreaterThan(4000);
});

function walk(shape: Shape, seen: Set<Shape>): void {
  if (seen.has(shape)) return;
  seen.add(shape);
  if (shape.kind === 'list') walk(shape.element.shape, seen);
  if (shape.kind === 'map') walk(shape.value.shape, seen);
  if (shape.kind === 'structure' || shape.kind === 'union')
    for (const member of shape.members) walk(member.shape, seen);
}
