import 'server-only';

export * from '@/lib/recovery/begin/read-recovery-evidence';
