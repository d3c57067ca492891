// Texts of notices and of mail that did not go out, in English.
import { type noticesZh } from './notices.zh';

/** The same shape as in Chinese. */
export const noticesEn: typeof noticesZh = {
  notices: {
    title: 'Notices',
    parts: 'Notices and mail',
    unread: '{{n}} unread',
    noneUnread: 'Nothing unread',
    isUnread: 'Unread',
    onlyUnread: 'Unread only',
    readAll: 'Mark all as read',
    empty: 'No notices yet',
    emptyLead: 'What happens on your cases, and what awaits you, is told here by itself.',
    away: 'Notices cannot be shown now',
    awayLead: 'The service for notices is away; everything else works. When it is back, no notice is missing.',
  },
  undelivered: {
    title: 'Undelivered mail',
    lead: 'The notices themselves are in the inboxes; these are only the mails that did not go out.',
    empty: 'No mail is undelivered',
    emptyLead: 'A mail that cannot be sent is listed here.',
    to: 'To',
    person: 'Person {{id}}',
    tries: 'Tried',
    times: '{{n}} ×',
    next: 'Next try',
    noNext: 'Not tried again by itself',
    at: 'Notice of',
    why: 'Why',
    code: 'Code {{code}}',
    sendAgain: 'Send again',
    sendAgainOf: 'Send again: {{number}}, {{name}}',
    queued: '{{number}} ({{name}}) waits to be sent again at once.',
    said: '{{number}} ({{name}}): {{answer}}',
    state: { WAITING: 'Will be tried again', FAILED: 'Given up', SENT: 'Sent', NO_ADDRESS: 'No mail address' },
    fault: {
      REFUSED: 'The mail server refused this mail ({{smtp}})',
      LATER: 'The mail server does not take it for now ({{smtp}})',
      SIGN_IN: 'The mail server does not accept the sign-in: check account and password',
      TIMEOUT: 'The mail server did not answer in time',
      AWAY: 'The mail server cannot be reached',
      PERSON_GONE: 'The addressee is no longer registered',
      HOUSE_AWAY: 'Messaging inside the house was away: the address could not be asked for',
      OTHER: 'Another reason',
    },
  },
};
