/** The process answers. Says nothing about the store; needs no session. */
export function GET(): Response {
  return Response.json({ alive: true });
}
