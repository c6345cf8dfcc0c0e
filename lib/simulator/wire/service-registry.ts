import { buildRoutes, type Route } from './routes';
import type { Service, ServiceFacts } from './service';
import { type ServiceId, serviceTable } from './service-table';

/**
 * Services that sign as another one does and are told from it by how their paths begin: S3 Control has hosts of its own
 * in AWS, which one address for all cannot show. A bucket of that name would be hidden; no fleet has one.
 */
const ownPaths: Partial<Record<ServiceId, string>> = { 'S3 Control': '/v20180820/' };

/** The table of all services, and the schemas of those that are loaded. */
export class ServiceRegistry {
  private readonly loaded: ReadonlyMap<string, Service>;
  private readonly routes: ReadonlyMap<string, readonly Route[]>;

  constructor(services: readonly Service[]) {
    this.loaded = new Map(services.map((service) => [service.id, service]));
    this.routes = new Map(services.filter(isRest).map((service) => [service.id, buildRoutes(service)]));
  }

  /**
   * Services that a signature may mean for a path (several may share a signing name); all of them for an unsigned
   * request.
   */
  candidates(signingName: string | undefined, path: string): readonly ServiceFacts[] {
    if (signingName === undefined) return serviceTable;
    const alike = serviceTable.filter((facts) => facts.signingName === signingName);
    const owner = alike.find(({ id }) => path.startsWith(ownPaths[id] ?? '\0'));
    return owner ? [owner] : alike.filter(({ id }) => ownPaths[id] === undefined);
  }

  /** The schemas of a service, if it is loaded. */
  find(facts: ServiceFacts): Service | undefined {
    return this.loaded.get(facts.id);
  }

  routesOf(service: Service): readonly Route[] {
    return this.routes.get(service.id) ?? [];
  }
}

export function isRest(facts: ServiceFacts): boolean {
  return facts.protocol === 'restXml' || facts.protocol === 'restJson1';
}
