import type { WorkloadService } from './serving';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly demanded: number;
  readonly served: number;
}

const windowSeconds = 60;

/** What share of each workload's requests was served over the last minute: health as its users have it. */
export class ServedLately {
  private readonly spans = new Map<string, Span[]>();

  /** Adds seconds from `from` on in which users were served so. */
  add(from: number, seconds: number, services: ReadonlyMap<string, WorkloadService>): void {
    for (const [workload, service] of services) {
      const spans = this.spans.get(workload) ?? [];
      this.spans.set(workload, spans);
      spans.push({ from, to: from + seconds, demanded: service.demanded, served: servedOf(service) });
      while ((spans[0]?.to ?? Number.POSITIVE_INFINITY) <= from + seconds - windowSeconds) spans.shift();
    }
  }

  /** The share, 0…1; undefined where nothing was asked, or nothing lived through, in the minute before `second`. */
  shareOf(workload: string, second: number): number | undefined {
    let demanded = 0;
    let served = 0;
    for (const span of this.spans.get(workload) ?? []) {
      const seconds = Math.min(span.to, second) - Math.max(span.from, second - windowSeconds);
      if (seconds <= 0) continue;
      demanded += span.demanded * seconds;
      served += span.served * seconds;
    }
    return demanded === 0 ? undefined : served / demanded;
  }
}

/** Requests per minute that get their answer. */
function servedOf(service: WorkloadService): number {
  return service.regions.reduce((sum, each) => sum + each.requests - each.errors, 0);
}
