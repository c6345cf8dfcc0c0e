import type { AwsEdge } from '@/lib/aws';
import type { MailConfig } from '@/lib/config/engine-config';
import type { Fleet } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import type { Store } from '@/lib/persistence/store';

/** Everything outside that deliveries use. */
export interface DeliveryPorts {
  readonly store: Store;
  /** One of their own: what is slow here keeps no socket and no breaker from recovery. */
  readonly edge: AwsEdge;
  readonly mail: MailConfig | 'not-configured';
  /** The address people open the console at. */
  readonly consoleUrl: string | 'not-told';
  readonly clock: { now(): EpochMs };
  readonly log: {
    info(fields: object, sentence: string): void;
    warn(fields: object, sentence: string): void;
    error(fields: object, sentence: string): void;
  };
  readonly engineId: string;
  /** Aborts when the engine stops. */
  readonly stopping: AbortSignal;
  readonly fleet: () => Pick<Fleet, 'name' | 'reports'>;
}
