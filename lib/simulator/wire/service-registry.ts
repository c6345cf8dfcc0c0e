import { buildRoutes, type Route } from './routes';
import type { Service, ServiceFacts } from './service';
import { serviceTable } from './service-table';

/** The table of all services, and the schemas of those that are loaded. */
export class ServiceRegistry {
  private readonly loaded: ReadonlyMap<string, Service>;
  private readonly routes: ReadonlyMap<string, readonly Route[]>;

  constructor(services: readonly Service[]) {
    this.loaded = new Map(services.map((service) => [service.id, service]));
    this.routes = new Map(services.filter(isRest).map((service) => [service.id, buildRoutes(service)]));
  }

  /** Services that a signature may mean (several may share a signing name); all of them for an unsigned request. */
  candidates(signingName: string | undefined): readonly ServiceFacts[] {
    return signingName === undefined ? serviceTable : serviceTable.filter((facts) => facts.signingName === signingName);
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
