import type { Secrets } from './first-start-secrets';

export interface Greeting {
  readonly url: string;
  readonly simulated: boolean;
  readonly dataFolder: string;
  /** `given`: by the environment, so there is nothing to say about them. */
  readonly secrets: 'given' | { readonly file: string; readonly shown: Secrets | 'shown-before' };
  readonly attached: boolean;
}

/** What a person reads when the console serves: where it is, how to sign in, how to stop it. */
export function greetingLines(greeting: Greeting): readonly string[] {
  return [
    '',
    `Antipode is ready: ${greeting.url}`,
    ...signInLines(greeting.secrets),
    greeting.simulated
      ? '  The fleet is simulated. Break something: npm run sim -- fail us-east-1'
      : '  The fleet is AWS, as the engine is allowed to see it.',
    ...(greeting.attached ? ['  Another start on this data folder runs the database and the simulator.'] : []),
    `  Data and logs: ${greeting.dataFolder}`,
    '  Stop: Ctrl-C',
    '',
  ];
}

/** The address a person opens for a web program listening on `host`. */
export function consoleUrl(host: string, port: number, given: string | undefined): string {
  if (given !== undefined) return given;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function signInLines(secrets: Greeting['secrets']): readonly string[] {
  if (secrets === 'given') return [];
  if (secrets.shown === 'shown-before')
    return [`  Sign in as viewer, operator or approver; the passwords are in ${secrets.file}`];
  return [
    '  Sign in (shown once):',
    ...secrets.shown.accounts.map(({ name, password }) => `    ${name.padEnd(10)} ${password}`),
    `  Kept in ${secrets.file}`,
  ];
}
