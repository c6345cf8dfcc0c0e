/** What verifying the audit trail takes, as one bundle. */
export { readAnchors, verifyTrail } from '../../lib/audit/verify-trail';
export { openStore } from '../../lib/persistence/store';
