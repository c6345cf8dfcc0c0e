/** IAM actions this folder calls. */
export const sqsPermissions = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'] as const;
