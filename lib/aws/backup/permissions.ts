/** IAM actions this folder calls. */
export const backupPermissions = ['backup:ListRecoveryPointsByBackupVault'] as const;
