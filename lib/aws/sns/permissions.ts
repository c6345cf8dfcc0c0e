/** IAM actions this folder calls in steps of recovery, on the topics by which people are told. */
export const announcePermissions = ['sns:GetTopicAttributes', 'sns:Publish'] as const;
