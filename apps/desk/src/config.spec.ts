import { DeskConfig } from './config';

const GIVEN = {
  DATABASE_URL: 'postgresql://x',
  NATS_URL: 'nats://x',
  YUANBAN_MODE: 'development',
  MAIL_FROM: 'yuanban@yuanban.example',
};
const sentence = (env: Record<string, string>) => {
  try {
    new DeskConfig(env);
    return 'nothing missing';
  } catch (error) {
    return (error as Error).message;
  }
};

it('reads where mail goes', () => {
  expect(new DeskConfig({ ...GIVEN, MAIL_OUTBOX: 'outbox' }).mail).toEqual({ outbox: 'outbox' });
  const { mail, mailPauseMs, mailTimeoutMs } = new DeskConfig({ ...GIVEN, SMTP_URL: 'smtps://u:p@mail.example:465' });
  expect([mail, mailPauseMs, mailTimeoutMs]).toEqual([{ smtpUrl: 'smtps://u:p@mail.example:465' }, 30_000, 20_000]);
});

it.each<[string, Record<string, string>, string]>([
  ['no way for mail', {}, 'One of the environment variables SMTP_URL and MAIL_OUTBOX is required.'],
  ['two ways', { SMTP_URL: 'smtp://x', MAIL_OUTBOX: 'o' }, 'Only one of SMTP_URL and MAIL_OUTBOX can be set.'],
  ['a way of another kind', { SMTP_URL: 'https://x' }, 'SMTP_URL must be smtp://… or smtps://….'],
  ['a sender that is none', { MAIL_OUTBOX: 'o', MAIL_FROM: 'yuanban' }, 'MAIL_FROM must be a mail address.'],
  [
    'a pause that is none',
    { MAIL_OUTBOX: 'o', MAIL_PAUSE_MS: 'x' },
    'MAIL_PAUSE_MS must be a whole number of at least 10.',
  ],
  [
    'nowhere to lead to',
    { MAIL_OUTBOX: 'o', YUANBAN_MODE: 'production' },
    'The environment variable PUBLIC_URL is required and has no default.',
  ],
])('stops at %s', (_, more, said) => expect(sentence({ ...GIVEN, ...more })).toBe(said));
