// Every NATS subject of the house: `app.thing.verb` answers requests, the others are told to whoever listens.

/** Request/reply subjects, each served by the app it begins with. */
export const SUBJECTS = {
  signIn: 'registry.person.sign-in',
  personGet: 'registry.person.get',
  personHolding: 'registry.person.holding',
  personContacts: 'registry.person.contacts',
  officerList: 'registry.officer.list',
  officerGet: 'registry.officer.get',
  officerLeave: 'registry.officer.leave',
  deputySet: 'registry.deputy.set',
  deputyList: 'registry.deputy.list',
  deputyEnd: 'registry.deputy.end',
  tokenKeys: 'registry.token.keys',
  itemList: 'registry.item.list',
  itemGet: 'registry.item.get',
  bundleList: 'registry.bundle.list',
  parkList: 'registry.park.list',
  nameList: 'registry.name.list',
  registryReady: 'registry.health.ready',
  caseAct: 'cases.case.act',
  caseGet: 'cases.case.get',
  caseList: 'cases.case.list',
  taskList: 'cases.task.list',
  bundleFile: 'cases.bundle.file',
  bundleGet: 'cases.bundle.get',
  bundleWithdraw: 'cases.bundle.withdraw',
  publicityList: 'cases.publicity.list',
  instrumentGet: 'cases.instrument.get',
  instrumentPdf: 'cases.instrument.pdf',
  certificateGet: 'cases.certificate.get',
  statusGet: 'cases.status.get',
  verifyPage: 'cases.verify-page.get',
  importStart: 'cases.import.start',
  importGet: 'cases.import.get',
  importRefused: 'cases.import.refused',
  caseExport: 'cases.case.export',
  eventExport: 'cases.event.export',
  casesReady: 'cases.health.ready',
  eventsAfter: 'cases.event.after',
  turnaroundGet: 'oversight.turnaround.get',
  turnaroundCases: 'oversight.turnaround.cases',
  oversightReady: 'oversight.health.ready',
  noticeList: 'desk.notice.list',
  noticeRead: 'desk.notice.read',
  noticeReadAll: 'desk.notice.read-all',
  noticeUndelivered: 'desk.notice.undelivered',
  noticeSendAgain: 'desk.notice.send-again',
  deskReady: 'desk.health.ready',
} as const;

/** Core NATS: a process of this app serves from now on. Whoever still waits for one that has died asks again. */
export const STARTED = 'service.started';

/** Core NATS, after a commit: something about a case changed; screens refetch. Lost ones do no harm. */
export const HINT = 'cases.hint';

/** Core NATS, after a commit: these people have notices that they have not seen. Lost ones do no harm. */
export const NOTICED = 'desk.noticed';

/** Core NATS, after a commit: the relay has work. A poll makes good what is lost. */
export const RELAY_WAKE = 'cases.relay.wake';

/** Core NATS, after an upload: the relay has past cases to bring in. A poll makes good what is lost. */
export const IMPORT_WAKE = 'cases.relay.import';

/** Core NATS, while past cases are imported: the log has grown by what is not published. Lost ones do no harm. */
export const IMPORTED = 'cases.imported';

/** JetStream: the events of cases, by their type (`case.filed.v1`). */
export const EVENT_SUBJECTS = 'case.>';
