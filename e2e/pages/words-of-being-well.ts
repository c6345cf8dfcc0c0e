/** What any part of a page may carry that claims to be well: each is the mark of a status, not of one place. */
export const marksOfBeingWell = [
  ['data-health', 'healthy'],
  ['data-user-health', 'healthy'],
  ['data-compliance', 'met'],
  ['data-protection', 'protected'],
  ['data-alarm', 'ok'],
] as const;

/** Statuses as people read them, alone, at the head of their sentence or after a name. "0 healthy" is a count. */
export const wordsOfBeingWell =
  /(^|: )healthy$|^protected$|^held at|^met\b|^ok$|^passes$|^yes$|^\d+ workloads?\b.*\bhealthy\b/i;
