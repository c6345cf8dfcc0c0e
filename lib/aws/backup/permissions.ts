/** IAM actions this folder calls. */
export const backupPermissions = ['backup:ListRecoveryPointsByBackupVault', 'backup:ListRestoreJobs'] as const;

/** IAM actions this folder calls in steps of recovery, on recovery points. */
export const backupRestorePermissions = ['backup:StartRestoreJob'] as const;

/** What AWS asks for besides of whoever has AWS Backup act as a role, on that role. */
export const backupPassPermissions = ['iam:PassRole'] as const;
