import type { RegionCode } from '../domain/fleet';
import { idsOf, knownRegion } from './check-names';
import type { FleetEntries } from './fleet-entries';
import type { At, Complaint } from './fleet-problem';
import type { WorkloadEntry } from './fleet-schema';
import type { ReadableWorkload } from './readable-workload';

/** Personal data may only be where the law lets it be, its home included. */
export function checkLaw(entry: ReadableWorkload['single'], entries: FleetEntries, at: At): readonly Complaint[] {
  const complaints: Complaint[] = [];
  for (const [position, code] of (entry.lawfulRegions ?? []).entries()) {
    complaints.push(...knownRegion(entries, code, at('lawfulRegions', position)));
  }
  const lawful = lawfulRegionsOf(entry, entries);
  if (lawful === 'everywhere') return complaints;
  if (entry.gdpr) {
    for (const code of lawful) {
      const region = entries.regions.find((declared) => declared.entry.code === code);
      if (region === undefined || region.entry.gdpr) continue;
      const position = entry.lawfulRegions?.indexOf(code);
      complaints.push({
        path: position === undefined ? at('gdpr') : at('lawfulRegions', position),
        message: `lets personal data into ${code}, which is not marked gdpr: true under regions: mark it, or leave it out`,
      });
    }
  }
  for (const code of Object.keys(entry.regions ?? {})) {
    if (lawful.includes(code) || !idsOf(entries.declared.regions).includes(code)) continue;
    complaints.push({
      path: at('regions', code),
      message: `is not lawful for this workload (${lawful.join(', ') || 'no region is'}): leave the region out, or correct gdpr, jurisdiction or lawfulRegions`,
    });
  }
  if (lawful.length < 2) {
    complaints.push({
      path: entry.lawfulRegions === undefined ? at('gdpr') : at('lawfulRegions'),
      message: 'leaves fewer than two lawful regions, so there is nowhere to recover to: name the home and a target',
    });
  }
  return complaints;
}

/**
 * The regions in which a workload's data may be: what it says itself, else the regions of its jurisdiction, of those
 * under the GDPR only the marked ones.
 */
export function lawfulRegionsOf(
  { lawfulRegions, jurisdiction, gdpr }: Partial<Pick<WorkloadEntry, 'lawfulRegions' | 'jurisdiction' | 'gdpr'>>,
  { jurisdictions, regions }: Pick<FleetEntries, 'jurisdictions' | 'regions'>,
): readonly RegionCode[] | 'everywhere' {
  if (lawfulRegions !== undefined) return lawfulRegions;
  const marked = regions.filter(({ entry }) => entry.gdpr).map(({ entry }) => entry.code);
  if (jurisdiction === undefined) return gdpr ? marked : 'everywhere';
  const within = jurisdictions.find(({ entry }) => entry.id === jurisdiction)?.entry.regions;
  // A jurisdiction that cannot be read is a complaint of its own.
  if (within === undefined) return 'everywhere';
  return gdpr ? within.filter((code) => marked.includes(code)) : within;
}
