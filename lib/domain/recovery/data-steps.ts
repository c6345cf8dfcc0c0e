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

/** A managed node group of EKS and the nodes that it must have. */
export interface NodeGroupScale {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly cluster: string;
  readonly nodeGroup: string;
  /** At least so many; one that has more keeps them. */
  readonly nodes: number;
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

/** A read replica of RDS that is built anew, in another region than its writer's. */
export interface ReplicaBuild {
  readonly accountId: AccountId;
  /** Identifier of the instance that is built; it is free, or the replica already. */
  readonly instance: string;
  /** Identifier of the instance that writes now. */
  readonly follows: string;
  /** The region of the writer. */
  readonly from: RegionCode;
  readonly to: RegionCode;
  /** The writer's own where absent. */
  readonly instanceClass?: string;
  /** The default one of its engine where absent. */
  readonly parameterGroup?: string;
  /** Key of `to` by which it is encrypted where the writer is: keys do not leave their region. */
  readonly kmsKey: string;
}

/** One thing that a move left and that nobody needs, in the region it stands in. */
export type CleanUp = FormerWriterCleanUp | AddedInstanceCleanUp;

/** An instance of RDS that wrote before the move; deleted for good, with a final snapshot. */
export interface FormerWriterCleanUp {
  readonly removes: 'former-writer';
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly instance: string;
  /** The instance that writes now, and its region. */
  readonly writer: string;
  readonly writerRegion: RegionCode;
}

/** The instance that a step gave the copy of an Aurora global database; its cluster and data stay. */
export interface AddedInstanceCleanUp {
  readonly removes: 'aurora-instance';
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly instance: string;
  readonly cluster: string;
  readonly globalCluster: string;
}
