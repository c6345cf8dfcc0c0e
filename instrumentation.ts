/** Runs once when the web program starts. The check is in a file of its own: it uses Node, which the bundler must see. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('./app/check-environment')).checkEnvironment();
}
