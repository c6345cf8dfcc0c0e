/**
 * Loaded before a program that knows nothing of the supervisor: ends it when the supervisor's pipe closes. It first
 * asks as SIGTERM would, then insists.
 */
const graceMs = 3_000;

if (process.env.ANTIPODE_SUPERVISED === '1') {
  const end = () => {
    setTimeout(() => process.exit(1), graceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  };
  process.stdin.once('end', end);
  process.stdin.once('error', end);
  process.stdin.resume();
  // The pipe alone must not keep a program alive that has ended its work.
  if ('unref' in process.stdin) process.stdin.unref();
}
