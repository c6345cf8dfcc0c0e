import type { RegionCode } from '../../domain/fleet';

/** A managed node group of EKS as its own region tells it. */
export interface NodeGroupReading {
  readonly cluster: string;
  readonly name: string;
  readonly region: RegionCode;
  /** AWS's word: `ACTIVE`, `UPDATING`, `DEGRADED`, …; `unknown` where it says none. */
  readonly status: string;
  /** Nodes that it may have and that are wanted; `unknown` where AWS does not say. How many there are is not told here. */
  readonly minimum: number | 'unknown';
  readonly maximum: number | 'unknown';
  readonly desired: number | 'unknown';
  /** Names of the Auto Scaling groups that hold its nodes. */
  readonly scalingGroups: readonly string[];
  /** What EKS says is wrong with it, its code first: untrusted texts. */
  readonly issues: readonly string[];
}

/** A change of a node group, as EKS keeps it. */
export interface NodeGroupUpdate {
  readonly id: string;
  readonly status: 'in-progress' | 'successful' | 'failed' | 'cancelled' | 'other';
  /** AWS's own word for the status: untrusted text. */
  readonly word: string;
  /** Why it failed, the code first: untrusted texts. */
  readonly errors: readonly string[];
}
