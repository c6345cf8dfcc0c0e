'use client';

import { signIn } from 'next-auth/react';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button';

const refusals: Readonly<Record<string, string>> = {
  CredentialsSignin: 'Name or password is wrong.',
  'too-many-attempts': 'Too many attempts. Wait a minute and try again.',
};

/** Signs in with a local account. */
export function SignInForm() {
  const [message, setMessage] = useState('');
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setMessage('');
    const result = await attempt(String(form.get('name')), String(form.get('password')));
    if (result === 'signed-in') window.location.assign('/');
    else {
      setMessage(result);
      setPending(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <Field label="Name" name="name" type="text" autoComplete="username" />
      <Field label="Password" name="password" type="password" autoComplete="current-password" />
      <p role="alert" className="min-h-5 text-ink text-table">
        {message}
      </p>
      <Button type="submit" disabled={pending} size="large">
        Sign in
      </Button>
    </form>
  );
}

async function attempt(name: string, password: string): Promise<'signed-in' | string> {
  try {
    const result = await signIn('credentials', { name, password, redirect: false });
    if (result?.ok && !result.error) return 'signed-in';
    return refusals[result?.error ?? ''] ?? 'Signing in failed. Try again.';
  } catch {
    return 'The console did not answer. Try again.';
  }
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type: 'text' | 'password';
  readonly autoComplete: string;
}

function Field({ label, name, type, autoComplete }: FieldProps) {
  return (
    <label className="grid gap-1 text-ink-muted text-table">
      {label}
      <input
        name={name}
        type={type}
        autoComplete={autoComplete}
        required
        maxLength={256}
        className="h-9 rounded-control border border-line-strong bg-canvas px-2 text-body text-ink"
      />
    </label>
  );
}
