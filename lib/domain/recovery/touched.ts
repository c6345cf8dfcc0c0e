import type { AccountId, RegionCode } from '../fleet';

/** Bounds, size and suspended processes of an Auto Scaling group. */
export interface GroupSize {
  readonly minimum: number;
  readonly maximum: number;
  readonly desired: number;
  /** Processes of the group that are switched off, as AWS names them, in order. */
  readonly suspended: readonly string[];
}

/** A setting of AWS that can be read again by itself. */
export type ReadableSetting =
  | { readonly of: 'event-source-mapping'; readonly uuid: string }
  | { readonly of: 'rule'; readonly bus: string; readonly rule: string }
  | { readonly of: 'stage'; readonly pipeline: string; readonly stage: string }
  | { readonly of: 'dial'; readonly endpointGroup: string }
  | { readonly of: 'tasks'; readonly cluster: string; readonly service: string }
  | { readonly of: 'executions'; readonly functionName: string; readonly qualifier: string }
  | { readonly of: 'nodes'; readonly cluster: string; readonly nodeGroup: string };

/**
 * What a call that changes something is about, as it was read just before. `unknown` where nobody read it, or where the
 * engine that did was gone before it wrote it down.
 */
export type TouchedResource =
  | {
      readonly kind: 'group';
      readonly accountId: AccountId;
      readonly region: RegionCode;
      readonly name: string;
      readonly before: GroupSize | 'unknown';
    }
  | {
      readonly kind: 'control';
      readonly accountId: AccountId;
      /** The region it leads users to. */
      readonly region: RegionCode;
      readonly controlArn: string;
      readonly before: 'on' | 'off' | 'unknown';
    }
  | {
      readonly kind: 'route';
      readonly accountId: AccountId;
      /** The region of its bucket. */
      readonly region: RegionCode;
      readonly accessPoint: string;
      readonly before: 'active' | 'passive' | 'unknown';
    }
  | {
      readonly kind: 'writer';
      readonly accountId: AccountId;
      /** The region that wrote before, by what was read, or else by the plan. */
      readonly region: RegionCode;
      readonly to: RegionCode;
      /** Names by which a fleet file may declare the store. */
      readonly resources: readonly string[];
      /** The Aurora cluster that was given up, of which AWS tries to take a snapshot; absent where none was. */
      readonly givenUpCluster?: string | 'unknown';
    }
  | {
      readonly kind: 'setting';
      readonly accountId: AccountId;
      /** The region in which it has its effect. */
      readonly region: RegionCode;
      /** What people call it. */
      readonly name: string;
      readonly setting: ReadableSetting;
      /** In the words of whoever reads it: `on`, `off`, `100 %`, `wants 4`. */
      readonly before: string | 'unknown';
    }
  /** Something the console does not read again: a person has to look. */
  | {
      readonly kind: 'unread';
      readonly accountId: AccountId;
      readonly region: RegionCode;
      /** What people call it. */
      readonly name: string;
    };
