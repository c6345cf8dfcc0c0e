import type { Environment } from '../config/read-environment';

export type ProgramName = 'simulator' | 'engine' | 'web';

/** What any program may know of the machine. Nothing else of the supervisor's environment is passed on by default. */
const common = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'ANTIPODE_LOG_LEVEL',
];

/** By which an engine hands mail over. Whoever gives them wants mail, whatever the fleet is; that of a simulated one says so. */
const mail = ['ANTIPODE_SMTP_URL', 'ANTIPODE_SMTP_FROM'];

const outward = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'];

/** What an engine that watches AWS must find. */
function mayKnowOutside(name: string): boolean {
  return name.startsWith('AWS_') || outward.includes(name) || name === 'ANTIPODE_MARKER_TOKEN';
}

/**
 * The part of the supervisor's own environment that a program may inherit. AWS credentials reach the engine alone, and
 * only when the fleet is not simulated: then it must find them. The web program never sees any.
 */
export function inheritedEnvironment(
  program: ProgramName,
  environment: Environment,
  simulated: boolean,
): Record<string, string> {
  const mayInherit = (name: string): boolean => {
    if (common.includes(name)) return true;
    if (program === 'simulator') return name.startsWith('ANTIPODE_SIMULATOR_');
    if (program === 'web') return name.startsWith('ANTIPODE_OIDC_') || name === 'ANTIPODE_GALLERY';
    if (program === 'engine' && mail.includes(name)) return true;
    if (program === 'engine' && !simulated) return mayKnowOutside(name);
    return false;
  };
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && mayInherit(name)) inherited[name] = value;
  }
  return inherited;
}
