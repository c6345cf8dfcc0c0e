/** One quota of an account in a region. */
export interface SimulatedQuota {
  readonly region: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly code: string;
  readonly name: string;
  /** What is in force. */
  readonly value: number;
  /** What every new account gets. */
  readonly defaultValue: number;
  readonly adjustable: boolean;
  /** Holds for the account as a whole, and stands in us-east-1 only. */
  readonly global: boolean;
}

interface Declaration {
  readonly service: readonly [code: string, name: string];
  readonly code: string;
  readonly name: string;
  readonly defaultValue: number;
  /** Raised to this everywhere, unless a region says otherwise. */
  readonly raisedTo?: number;
  readonly inRegion?: Readonly<Record<string, number>>;
  readonly adjustable?: false;
  readonly global?: true;
}

const declarations: readonly Declaration[] = [
  {
    service: ['ec2', 'Amazon Elastic Compute Cloud (Amazon EC2)'],
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    defaultValue: 5,
    raisedTo: 256,
    // Nobody raised it where the standbys are: they cannot grow to what they would have to carry.
    inRegion: { 'us-west-2': 32 },
  },
  {
    service: ['ec2', 'Amazon Elastic Compute Cloud (Amazon EC2)'],
    code: 'L-0263D0A3',
    name: 'EC2-VPC Elastic IPs',
    defaultValue: 5,
    raisedTo: 20,
  },
  {
    service: ['vpc', 'Amazon Virtual Private Cloud (Amazon VPC)'],
    code: 'L-F678F1CE',
    name: 'VPCs per Region',
    defaultValue: 5,
  },
  {
    service: ['autoscaling', 'Amazon EC2 Auto Scaling'],
    code: 'L-CDE20ADC',
    name: 'Auto Scaling groups per region',
    defaultValue: 500,
  },
  {
    service: ['elasticloadbalancing', 'Elastic Load Balancing (ELB)'],
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
    defaultValue: 50,
  },
  {
    service: ['rds', 'Amazon Relational Database Service (Amazon RDS)'],
    code: 'L-952B80B8',
    name: 'DB clusters',
    defaultValue: 40,
  },
  {
    service: ['rds', 'Amazon Relational Database Service (Amazon RDS)'],
    code: 'L-7B6409FD',
    name: 'DB instances',
    defaultValue: 40,
  },
  {
    service: ['dynamodb', 'Amazon DynamoDB'],
    code: 'L-F98FE922',
    name: 'Maximum number of tables',
    defaultValue: 2500,
  },
  {
    service: ['lambda', 'AWS Lambda'],
    code: 'L-B99A9384',
    name: 'Concurrent executions',
    defaultValue: 1000,
  },
  {
    service: ['route53', 'Amazon Route 53'],
    code: 'L-ACB674F3',
    name: 'Health checks',
    defaultValue: 200,
    global: true,
  },
];

/** The quotas of an account in each of some regions. */
export function buildQuotas(regions: readonly string[]): SimulatedQuota[] {
  return regions.flatMap((region) =>
    declarations
      .filter(({ global }) => !global || region === 'us-east-1')
      .map(({ service: [serviceCode, serviceName], code, name, defaultValue, raisedTo, inRegion, ...rest }) => ({
        region,
        serviceCode,
        serviceName,
        code,
        name,
        value: inRegion?.[region] ?? raisedTo ?? defaultValue,
        defaultValue,
        adjustable: rest.adjustable ?? true,
        global: rest.global ?? false,
      })),
  );
}
