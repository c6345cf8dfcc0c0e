import { StillFrame } from '@/components/shell/still-frame';

/** A workload or region the fleet does not have, or that the person may not see: the two cannot be told apart. */
export default function ConsoleNotFound() {
  return (
    <StillFrame>
      <h1 className="font-semibold text-title">The fleet has no such workload or region</h1>
      <p className="max-w-prose">
        Its name may have changed, or your account may not see it. Go to the{' '}
        <a href="/" className="text-link underline">
          overview
        </a>{' '}
        for all you can see.
      </p>
    </StillFrame>
  );
}
