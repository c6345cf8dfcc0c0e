import { sessionSeconds } from './session-token';
import { webAccess } from './web-access';

/** Ends a session at a wall-clock moment in milliseconds, so that a copy of its token dies too. */
export function endSession(sessionId: string, nowMs: number): void {
  const { endedSessions } = webAccess();
  for (const [id, endedAtMs] of endedSessions) {
    // An older token is refused by its age.
    if (nowMs - endedAtMs > sessionSeconds * 1000) endedSessions.delete(id);
  }
  endedSessions.set(sessionId, nowMs);
}
