import { type Profiler, Session } from 'node:inspector';

/** Names of the functions of one file that were called at least once. */
export type CalledIn = (file: string) => ReadonlySet<string>;

/** Runs something and says which functions of which files it called, as the engine itself counted. */
export async function watchCalls(run: () => Promise<void>): Promise<CalledIn> {
  const session = new Session();
  session.connect();
  const post = (method: 'Profiler.enable' | 'Profiler.stopPreciseCoverage' | 'Profiler.disable') =>
    new Promise<void>((resolve, reject) => session.post(method, (error) => (error ? reject(error) : resolve())));
  try {
    await post('Profiler.enable');
    await new Promise<void>((resolve, reject) =>
      session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false }, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
    await run();
    const scripts = await new Promise<Profiler.ScriptCoverage[]>((resolve, reject) =>
      session.post('Profiler.takePreciseCoverage', (error, taken) => (error ? reject(error) : resolve(taken.result))),
    );
    await post('Profiler.stopPreciseCoverage');
    await post('Profiler.disable');
    return (file) => calledIn(scripts.filter(({ url }) => url.endsWith(file)));
  } finally {
    session.disconnect();
  }
}

function calledIn(scripts: readonly Profiler.ScriptCoverage[]): ReadonlySet<string> {
  const functions = scripts.flatMap(({ functions }) => functions);
  return new Set(functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0).map(({ functionName }) => functionName));
}
