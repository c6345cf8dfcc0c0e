import type { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with a program's environment: one sentence per problem, all of them at once. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the variables a schema names. An empty variable counts as absent. Values are never repeated in a problem: they
 * may be secrets.
 *
 * @throws ConfigurationInvalid with every problem found.
 */
export function readEnvironment<T extends z.ZodType>(schema: T, environment: Environment): z.output<T> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new ConfigurationInvalid(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
}

/** Reads a configuration, or prints every problem on stderr and ends the program with status 2. */
export function configurationOrExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationInvalid)) throw error;
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
}
