import type { AwsEdgeConfig } from '@/lib/aws';
import type { EngineConfig } from '@/lib/config/engine-config';
import type { ProberConfig } from '@/lib/probes';

/** What stands behind the AWS edge: the simulator's endpoint and nothing else, or AWS and nothing else. */
export function toAwsEdgeConfig({ simulator }: Pick<EngineConfig, 'simulator'>): AwsEdgeConfig {
  return simulator === 'off' ? { mode: 'aws' } : { mode: 'simulator', endpoint: simulator.awsUrl };
}

/** Through which internet the console probes: the simulator's doors, or the one we are in. */
export function toProberConfig({
  simulator,
  markerToken,
}: Pick<EngineConfig, 'simulator' | 'markerToken'>): ProberConfig {
  return simulator === 'off'
    ? { mode: 'direct', ...(markerToken === undefined ? {} : { markerToken }) }
    : { mode: 'simulator', dns: simulator.dnsAddress, httpProxy: simulator.httpUrl };
}
