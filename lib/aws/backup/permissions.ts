/** IAM actions this folder calls. */
export const backupPermissions = ['backup:ListRecoveryPointsByBackupVault'] as const;

/** IAM actions this folder calls to look at what a step of recovery restores. */
export const backupRecoverReadPermissions = ['backup:ListRestoreJobs'] as const;

/** IAM actions this folder calls in steps of recovery, on recovery points. */
export const backupRestorePermissions = ['backup:StartRestoreJob'] as const;

/** What AWS asks for besides of whoever has AWS Backup act as a role, on that role. */
export const backupPassPermissions = ['iam:PassRole'] as const;
