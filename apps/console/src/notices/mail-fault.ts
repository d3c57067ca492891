// What the code of a mail that did not go says: the desk keeps codes alone, people read words.

/** A fault by its text; `smtp` = the server's own number, if it answered one. */
export interface MailFault {
  kind: 'REFUSED' | 'LATER' | 'SIGN_IN' | 'TIMEOUT' | 'AWAY' | 'PERSON_GONE' | 'HOUSE_AWAY' | 'OTHER';
  smtp: string;
}

const KINDS: ReadonlyMap<string, MailFault['kind']> = new Map([
  ['EAUTH', 'SIGN_IN'],
  ['ENOAUTH', 'SIGN_IN'],
  ['ETIMEDOUT', 'TIMEOUT'],
  ['EABORT', 'TIMEOUT'], // ours: the time that one mail may take was over
  ['ESOCKET', 'AWAY'],
  ['ECONNECTION', 'AWAY'],
  ['EDNS', 'AWAY'],
  ['ETLS', 'AWAY'],
  ['PERSON_GONE', 'PERSON_GONE'],
  ['MESSAGING_AWAY', 'HOUSE_AWAY'],
]);
/** RFC 4954: what a server answers to a sign-in, and not to a mail. */
const SIGN_IN_ANSWERS = ['432', '454', '530', '534', '535', '538'];

/** Reads a code: `SMTP_550`, `ETIMEDOUT`, `PERSON_GONE`. */
export function mailFault(code: string): MailFault {
  const smtp = /^SMTP_(\d{3})$/.exec(code)?.[1];
  if (smtp === undefined) return { kind: KINDS.get(code) ?? 'OTHER', smtp: '' };
  if (SIGN_IN_ANSWERS.includes(smtp)) return { kind: 'SIGN_IN', smtp };
  return { kind: smtp.startsWith('5') ? 'REFUSED' : 'LATER', smtp };
}
