import { readMarker, writeMarker } from '@/lib/probes/ask-marker';
import { readTransaction, writeTransaction } from '@/lib/probes/ask-transaction';
import { probeHttp } from '@/lib/probes/probe-http';
import { readStatusRecord } from '@/lib/probes/read-status-record';
import type { NameAnswer, Prober } from '@/lib/probes/types';
import type { SimulatedInternet } from '@/lib/simulator/simulated-internet';
import type { World } from '@/lib/simulator/world/types';
import { routeInProcess } from './in-process-route';

/**
 * The console's own prober, with its own rules for what passes, in the simulated internet without sockets. What would
 * take longer than its time limit ends as if that had passed, at once.
 */
export function createInProcessProber(world: World, internet: SimulatedInternet, resolverRegion: string): Prober {
  const resolve = async (hostname: string, type: 'A' | 'TXT', deadlineMs: number): Promise<NameAnswer> => {
    if (internet.faults.isCutOff()) {
      return { outcome: 'timed-out', detail: `DNS did not answer for ${hostname} within ${deadlineMs} ms.` };
    }
    const { outcome, records } = world.resolve(hostname, type, resolverRegion);
    if (outcome !== 'answer') return { outcome, detail: `DNS has no answer for ${hostname}.` };
    const found = records.filter((record) => record.type === type);
    return {
      outcome: 'answer',
      values: found.map(({ value }) => value),
      ttlSeconds: type === 'TXT' ? 'unknown' : Math.min(...found.map(({ ttlSeconds }) => ttlSeconds)),
    };
  };
  const probing = (deadlineMs: number) => ({
    resolve: (hostname: string) => resolve(hostname, 'A', deadlineMs),
    routeTo: routeInProcess(internet, deadlineMs),
    // Addresses of documentation ranges: nothing is connected to.
    allowPrivateAddresses: true,
  });
  return {
    resolveName: resolve,
    probeHttp: (asked) => probeHttp(probing(asked.deadlineMs), asked),
    readStatusRecord: (hostname, deadlineMs) => readStatusRecord(hostname, () => resolve(hostname, 'TXT', deadlineMs)),
    writeMarker: (asked, writtenAt) => writeMarker(probing(asked.deadlineMs), asked, writtenAt),
    readMarker: (asked) => readMarker(probing(asked.deadlineMs), asked),
    writeTransaction: (asked, id) => writeTransaction(probing(asked.deadlineMs), asked, id),
    readTransaction: (asked, id) => readTransaction(probing(asked.deadlineMs), asked, id),
  };
}
