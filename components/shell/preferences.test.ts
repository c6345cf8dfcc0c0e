import { expect, test } from 'vitest';
import { preferenceCookie, preferenceOptions, readPreferences, usualPreferences } from './preferences';

test('a choice is kept in a cookie and read back from it', () => {
  const jar = new Map([preferenceCookie('density', 'comfortable'), preferenceCookie('theme', 'dark')].map(toPair));
  expect(readPreferences((name) => jar.get(name))).toEqual({
    ...usualPreferences,
    density: 'comfortable',
    theme: 'dark',
  });
});

test('without cookies, and with ones nobody wrote, everything is as usual', () => {
  expect(readPreferences(() => undefined)).toEqual(usualPreferences);
  expect(readPreferences(() => '"><script>')).toEqual(usualPreferences);
});

test('the usual option of each preference is named first', () => {
  for (const [name, options] of Object.entries(preferenceOptions)) {
    expect(options[0]).toBe(usualPreferences[name as keyof typeof usualPreferences]);
  }
});

function toPair(cookie: string): [string, string] {
  const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
  return [name, value];
}
