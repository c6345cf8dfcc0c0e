import http from 'node:http';

/** Stands in for a program: says that it is ready, with its process number and environment, and ends as it should. */
const [, , name, port] = process.argv;

if (name === 'web') {
  // Knows nothing of the supervisor, as the real one does not.
  http
    .createServer((_, response) => response.end(JSON.stringify({ pid: process.pid, environment: process.env })))
    .listen(Number(port), '127.0.0.1');
} else {
  process.stdin.resume();
  process.stdin.once('end', () => process.exit(0));
  const asked = Number(process.env.SIMULATOR_PORT ?? '0');
  const server = http.createServer().listen(asked, '127.0.0.1', () => {
    const address = server.address();
    const served = typeof address === 'object' && address !== null ? address.port : asked;
    const doors = {
      port: served,
      dnsPort: Number(process.env.ANTIPODE_SIMULATOR_DNS_PORT ?? 40_001),
      httpPort: 40_002,
    };
    const more = name === 'simulator' ? doors : { engineId: process.env.ANTIPODE_ENGINE_ID };
    console.log(JSON.stringify({ ready: name, ...more, pid: process.pid, environment: process.env }));
    if (name === 'engine') console.log(JSON.stringify({ says: 'Watching costs something.' }));
  });
}
