'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** Who is looking. */
export interface Person {
  readonly name: string;
  readonly role: string;
}

const PersonContext = createContext<Person | 'outside'>('outside');

/** Who is looking at this page. Only inside PersonProvider, which is around every page of the console. */
export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (person === 'outside') throw new Error('usePerson is used outside of PersonProvider');
  return person;
}

export function PersonProvider({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  return <PersonContext.Provider value={person}>{children}</PersonContext.Provider>;
}
