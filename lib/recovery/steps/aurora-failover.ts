import { describeAuroraMove } from './aurora-facts';

export const auroraFailover = { kind: 'aurora-failover', describe: describeAuroraMove } as const;
