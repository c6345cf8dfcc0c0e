import type { AccountId, RegionCode } from '../fleet';

/* What steps about stores and services of a workload are told, as far as it is more than a line. */

/** A service of ECS and the tasks that it must have. */
export interface ServiceScale {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly cluster: string;
  readonly service: string;
  /** At least so many; one that has more keeps them. */
  readonly tasks: number;
}

/** Executions of a Lambda function that must be kept ready behind an alias or a version of it. */
export interface FunctionScale {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly functionName: string;
  /** An alias or a version; what is not published (`$LATEST`) cannot have any. */
  readonly qualifier: string;
  /** At least so many; one that has more keeps them. */
  readonly executions: number;
}

/** What is made anew out of the newest complete recovery point of a vault at the target, found when it runs. */
export interface BackupRestore {
  readonly accountId: AccountId;
  readonly storeId: string;
  /** The vault in the region that takes over. */
  readonly vault: string;
  readonly roleArn: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly from: RegionCode;
  readonly to: RegionCode;
}

/** The end of an Aurora copy: its cluster leaves the global database and takes writes of its own. */
export interface ClusterDetachment {
  readonly accountId: AccountId;
  readonly globalCluster: string;
  /** Identifier of the cluster in the region that takes over: once it has left, nothing else says that it is the one. */
  readonly cluster: string;
  /** The region that writes now. */
  readonly from: RegionCode;
  readonly to: RegionCode;
}

/** The leaving of one region of a DynamoDB global table: nothing is called at AWS, every replica takes writes as it is. */
export interface TableEvacuation {
  readonly accountId: AccountId;
  readonly table: string;
  /** The link whose arrivals are looked at: `workload/store/from>to`. */
  readonly linkId: string;
  readonly from: RegionCode;
  readonly to: RegionCode;
}
