'use client';

import { signIn } from 'next-auth/react';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button';
import { useInBrowser } from '../ui/use-in-browser';

const refusals: Readonly<Record<string, string>> = {
  CredentialsSignin: 'Name or password is wrong.',
  'too-many-attempts': 'Too many attempts. Wait a minute and try again.',
  'no-role': 'You are known, but none of your roles opens this console. Ask whoever gives out roles there.',
  AccessDenied: 'The sign-in was refused.',
  OAuthSignin: 'The sign-in provider does not answer. Try again, or tell whoever runs it.',
  OAuthCallback: 'The sign-in provider’s answer could not be used. Try again.',
};

function toSentence(refusal: string): string {
  return Object.hasOwn(refusals, refusal) ? (refusals[refusal] ?? '') : 'Signing in failed. Try again.';
}

interface Props {
  readonly hasLocalAccounts: boolean;
  /** What the OpenID provider is called, or `none`. */
  readonly provider: string | 'none';
  /** Why the last attempt was refused, as a code, or `none`. */
  readonly refusal: string | 'none';
  /** Where it leads: `/`, or the wall the person comes from. */
  readonly leadsTo: string;
}

/** Signs in with a local account, or by the OpenID provider. */
export function SignInForm({ hasLocalAccounts, provider, refusal, leadsTo }: Props) {
  const [message, setMessage] = useState(refusal === 'none' ? '' : toSentence(refusal));
  const [pending, setPending] = useState(false);
  // Before the page has taken itself over the browser would send the form by itself, with the password in the address.
  const isClosed = !useInBrowser() || pending;
  const begin = async (act: () => Promise<'signed-in' | 'away' | string>) => {
    setPending(true);
    setMessage('');
    const result = await act();
    if (result === 'away') return;
    if (result === 'signed-in') window.location.assign(leadsTo);
    else {
      setMessage(result);
      setPending(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void begin(() => attempt(String(form.get('name')), String(form.get('password'))));
  };
  return (
    <div className="grid gap-3">
      {provider === 'none' ? null : (
        <Button type="button" size="large" disabled={isClosed} onClick={() => void begin(() => goToProvider(leadsTo))}>
          Continue with {provider}
        </Button>
      )}
      {hasLocalAccounts ? (
        <form onSubmit={submit} className="grid gap-3">
          <Field label="Name" name="name" type="text" autoComplete="username" />
          <Field label="Password" name="password" type="password" autoComplete="current-password" />
          <Message text={message} />
          <Button type="submit" disabled={isClosed} size="large">
            Sign in
          </Button>
        </form>
      ) : (
        <Message text={message} />
      )}
    </div>
  );
}

function Message({ text }: { readonly text: string }) {
  return (
    <p role="alert" className="min-h-5 text-ink text-table">
      {text}
    </p>
  );
}

/** Leaves for the provider, which sends the person back; what went wrong there comes back as a refusal. */
async function goToProvider(leadsTo: string): Promise<'away' | string> {
  try {
    await signIn('oidc', { callbackUrl: leadsTo });
    return 'away';
  } catch {
    return 'The console did not answer. Try again.';
  }
}

async function attempt(name: string, password: string): Promise<'signed-in' | string> {
  try {
    const result = await signIn('credentials', { name, password, redirect: false });
    if (result?.ok && !result.error) return 'signed-in';
    return toSentence(result?.error ?? '');
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
