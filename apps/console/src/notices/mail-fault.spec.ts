// Codes of mail that did not go, as people read them.
import { en } from '../texts/en';
import { zh } from '../texts/zh';
import { mailFault } from './mail-fault';

it.each([
  ['SMTP_550', 'REFUSED'],
  ['SMTP_552', 'REFUSED'],
  ['SMTP_451', 'LATER'],
  ['SMTP_535', 'SIGN_IN'],
  ['EAUTH', 'SIGN_IN'],
  ['ETIMEDOUT', 'TIMEOUT'],
  ['EABORT', 'TIMEOUT'],
  ['ESOCKET', 'AWAY'],
  ['ECONNECTION', 'AWAY'],
  ['PERSON_GONE', 'PERSON_GONE'],
  ['MESSAGING_AWAY', 'HOUSE_AWAY'],
  ['ENOSPC', 'OTHER'],
  ['toString', 'OTHER'],
])('%s is %s, in words of both languages', (code, kind) => {
  expect(mailFault(code).kind).toBe(kind);
  expect([zh.undelivered.fault[mailFault(code).kind], en.undelivered.fault[mailFault(code).kind]]).not.toContain(
    undefined,
  );
});

it('keeps the number that the server answered', () => {
  expect([mailFault('SMTP_550').smtp, mailFault('EAUTH').smtp]).toEqual(['550', '']);
});
