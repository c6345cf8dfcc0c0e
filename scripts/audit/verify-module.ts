/** What verifying the audit trail and the reports it has the hashes of takes, as one bundle. */
export { exportTrail } from '../../lib/audit/export-trail';
export { isEnvelope, parseTrail } from '../../lib/audit/parse-envelope';
export { parseAnchors } from '../../lib/audit/seal-trail';
export { verifyReport } from '../../lib/audit/verify-report';
export { readAnchors, verifyTrail } from '../../lib/audit/verify-trail';
export { openStore } from '../../lib/persistence/store';
