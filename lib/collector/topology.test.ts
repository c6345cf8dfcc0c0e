import { describe, expect, it } from 'vitest';
import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { DiscoveredLink } from '@/lib/stores/store-adapter';
import { smallFleet } from './testing/fake-ports';
import { Topology } from './topology';

const [workload] = smallFleet.workloads as readonly [Workload];
const [store] = workload.stores as readonly [StoreDeclaration];

function link(source: string, target: string): DiscoveredLink {
  return {
    source,
    target,
    consistency: 'eventual',
    copyState: 'replicating',
    lagQueries: [],
    quality: 'bound',
    writes: { region: source, queries: [], writesPerSecondPerUnit: 1, silentWhenIdle: false },
  };
}

function idsOf(topology: Topology): readonly string[] | 'unknown' {
  const links = topology.findLinks(workload, store);
  return links === 'unknown' ? links : links.map(({ link: { source, target } }) => `${source}>${target}`);
}

describe('what regions say about a store', () => {
  it('is unknown before the first answer', () => {
    expect(idsOf(new Topology())).toBe('unknown');
  });

  it('counts as most of them say it, so that one with an old idea of itself changes nothing', () => {
    const topology = new Topology();
    topology.setLinks(workload, store, 'b', [link('b', 'a'), link('b', 'c')], 1000);
    topology.setLinks(workload, store, 'c', [link('b', 'a'), link('b', 'c')], 2000);
    topology.setLinks(workload, store, 'a', [link('a', 'b'), link('a', 'c')], 3000);
    expect(idsOf(topology)).toEqual(['b>a', 'b>c']);
  });

  it('counts as the newest says where equally many disagree, and never as a mixture', () => {
    const topology = new Topology();
    topology.setLinks(workload, store, 'a', [link('a', 'b')], 1000);
    topology.setLinks(workload, store, 'b', [link('b', 'a')], 2000);
    expect(idsOf(topology)).toEqual(['b>a']);
  });

  it('no longer counts once it is much older than what another says', () => {
    const topology = new Topology();
    topology.setLinks(workload, store, 'a', [link('a', 'b')], 1000);
    topology.setLinks(workload, store, 'c', [link('a', 'b')], 1000);
    topology.setLinks(workload, store, 'b', [link('b', 'a')], 200_000);
    expect(idsOf(topology)).toEqual(['b>a']);
  });

  it('is not asked of a region that never had a part of it, even when it is the only one left to answer', () => {
    const topology = new Topology();
    topology.setLinks(workload, store, 'b', 'absent', 1000);
    expect(idsOf(topology)).toBe('unknown');
    topology.setLinks(workload, store, 'a', [link('a', 'b')], 2000);
    topology.setLinks(workload, store, 'b', 'absent', 900_000);
    expect(idsOf(topology)).toEqual(['a>b']);
  });

  it('ends where a region that had it says that it is gone', () => {
    const topology = new Topology();
    topology.setLinks(workload, store, 'a', [link('a', 'b')], 1000);
    topology.setLinks(workload, store, 'a', 'absent', 2000);
    expect(idsOf(topology)).toEqual([]);
  });
});
