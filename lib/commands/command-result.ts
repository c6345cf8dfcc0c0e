export * from '@/lib/domain/recovery/command-result';
