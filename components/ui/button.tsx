import type { ButtonHTMLAttributes } from 'react';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** `small` inside rows, `large` as the one act of a form. */
  readonly size?: 'small' | 'normal' | 'large';
}

const sizes = {
  small: 'min-h-6 px-2 text-note',
  normal: 'min-h-7 px-2.5 text-table',
  large: 'min-h-9 px-4 font-medium text-body',
} as const;

/** A quiet button; the act is in its words. */
export function Button({ size = 'normal', type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-control border border-line-strong bg-surface text-ink hover:bg-raised aria-[pressed=true]:bg-raised aria-[pressed=true]:font-medium disabled:text-ink-faint ${sizes[size]}`}
      {...rest}
    />
  );
}
