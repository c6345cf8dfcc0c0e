import 'server-only';
import { webAccess } from '@/lib/access/web-access';
import { checkWebEnvironment } from '@/lib/queries/check-web-environment';

/**
 * Ends the program with one sentence per problem and status 2 when its environment is unusable. Without this the server
 * would stay up and answer every request with an error.
 */
export function checkEnvironment(): void {
  const problems = checkWebEnvironment();
  try {
    webAccess();
  } catch (error) {
    problems.push(error instanceof Error ? error.message : 'How people sign in cannot be read');
  }
  if (problems.length === 0) return;
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(2);
}
