// Settings: a wrong one stops the boot with a sentence that names it.
import { ConfigError, isDevelopment, natsPrefix, numberSetting, setting } from './config';

const env = (values: NodeJS.ProcessEnv): NodeJS.ProcessEnv => values;

it('gives a setting as it stands', () => {
  expect(setting('DATABASE_URL', env({ DATABASE_URL: 'postgresql://x' }))).toBe('postgresql://x');
});

it.each([{}, { DATABASE_URL: '' }])('names the variable that is missing or empty: %j', (values) => {
  expect(() => setting('DATABASE_URL', env(values))).toThrow(ConfigError);
  expect(() => setting('DATABASE_URL', env(values))).toThrow(/DATABASE_URL is required/);
});

it.each([
  ['absent', {}, 16],
  ['empty', { POOL: '' }, 16],
  ['a number', { POOL: '4' }, 4],
  ['the least', { POOL: '2' }, 2],
])('a number that is %s', (_, values, expected) => {
  expect(numberSetting('POOL', 16, 2, env(values))).toBe(expected);
});

it.each(['1', '-3', '2.5', 'many', 'NaN', 'Infinity', '3 '.concat('x')])(
  'refuses %j as a whole number of at least 2',
  (text) => {
    expect(() => numberSetting('POOL', 16, 2, env({ POOL: text }))).toThrow(ConfigError);
    expect(() => numberSetting('POOL', 16, 2, env({ POOL: text }))).toThrow(
      /^POOL must be a whole number of at least 2/,
    );
  },
);

it.each([
  [{ YUANBAN_MODE: 'development' }, true],
  [{ YUANBAN_MODE: 'production' }, false],
  [{ YUANBAN_MODE: 'Development' }, false],
  [{}, false],
])('%j: only the word `development` opens what production forbids: %s', (values, expected) => {
  expect(isDevelopment(env(values))).toBe(expected);
});

it('an installation without a prefix has an empty one', () => {
  expect([natsPrefix(env({})), natsPrefix(env({ NATS_PREFIX: 'a.' }))]).toEqual(['', 'a.']);
});
