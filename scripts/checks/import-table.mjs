/**
 * Who may import whom, by area: the first folder under `lib` (of recovery the second), else the top folder. An area may always import itself.
 * Whoever is not in the table may import nothing of ours, so that a new area is a decision.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const importTable = {
  domain: [],
  fleet: ['domain'],
  aws: ['domain'],
  stores: ['domain', 'aws'],
  probes: ['domain'],
  config: ['domain'],
  format: ['domain'],
  access: ['domain', 'config'],
  persistence: ['domain', 'config'],
  audit: ['domain', 'persistence'],
  collector: ['domain', 'fleet', 'aws', 'stores', 'probes', 'persistence', 'config', 'format'],
  'recovery/rules': ['domain'],
  'recovery/pages': ['domain', 'recovery/rules'],
  'recovery/report': ['domain', 'recovery/rules', 'recovery/pages'],
  'recovery/begin': ['domain', 'persistence', 'access', 'audit', 'recovery/rules'],
  'recovery/drill': ['domain', 'probes', 'recovery/rules'],
  'recovery/steps': ['domain', 'aws', 'stores', 'probes', 'recovery/rules'],
  reports: ['domain', 'format'],
  'recovery/run': [
    'domain',
    'fleet',
    'aws',
    'stores',
    'probes',
    'persistence',
    'access',
    'audit',
    'config',
    'recovery/rules',
    'recovery/begin',
    'recovery/drill',
    'recovery/report',
    'recovery/steps',
    'reports',
  ],
  reporting: ['domain', 'aws', 'persistence', 'access', 'audit', 'config', 'reports'],
  engine: [
    'domain',
    'fleet',
    'aws',
    'stores',
    'probes',
    'collector',
    'persistence',
    'config',
    'format',
    'access',
    'audit',
    'recovery/rules',
    'recovery/steps',
    'recovery/run',
    'reporting',
  ],
  queries: [
    'domain',
    'fleet',
    'persistence',
    'access',
    'audit',
    'config',
    'format',
    'recovery/rules',
    'recovery/begin',
  ],
  commands: [
    'domain',
    'fleet',
    'persistence',
    'access',
    'audit',
    'config',
    'format',
    'queries',
    'recovery/rules',
    'recovery/begin',
  ],
  supervisor: ['domain', 'config', 'fleet', 'persistence'],
  simulator: [],
  components: ['domain', 'format', 'recovery/pages'],
  app: ['queries', 'commands', 'components', 'format', 'access', 'domain'],
};

/** Only these may name the AWS SDK or its parts: the edge, and the simulator for schemas and types. */
export const sdkAreas = ['lib/aws/', 'lib/simulator/wire/', 'lib/simulator/services/'];

/** Only these run on the server alone; elsewhere `server-only` would break the programs that are not Next's. */
export const serverOnlyAreas = ['lib/queries/', 'lib/commands/', 'app/'];
