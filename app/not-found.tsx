import { StillFrame } from '@/components/shell/still-frame';

export default function NotFound() {
  return (
    <StillFrame>
      <h1 className="font-semibold text-title">There is no such page</h1>
      <p>
        Go to the{' '}
        <a href="/" className="text-link underline">
          overview
        </a>
        .
      </p>
    </StillFrame>
  );
}
