// JSON Schemas of written instruments, and of what anybody may know: certificates, the status behind a seal, publicity.
import { type PublicityRow, type ServedLine } from '#contracts/cases.dto';
import {
  INSTRUMENT_STATES,
  type CertificateView,
  type DocumentView,
  type InstrumentLine,
  type StatusView,
} from '#contracts/instruments.dto';
import { SERVICE_METHODS } from '#contracts/service-acts.dto';
import { day, flag, free, int, names, object, oneOf, orNull, page, type Schema, text } from './schema';

const instrument: Record<keyof InstrumentLine, Schema> = {
  id: text,
  number: text,
  kind: text,
  issuedOn: day,
  title: names,
};
const coded = object<CertificateView['item']>({ code: text, zh: text, en: text });
const acting = object<CertificateView['inNameOf']>({ body: text, zh: text, en: text });
const inForce = {
  state: oneOf(...INSTRUMENT_STATES),
  revokedOn: orNull(day),
  endedOn: orNull(day),
  supersededBy: orNull(text),
  sealVerdict: oneOf('VALID', 'INVALID'),
};

/** Each under its name in the document. */
export const INSTRUMENT_SCHEMAS = {
  Instrument: object<ServedLine>({
    ...instrument,
    served: orNull(object<NonNullable<ServedLine['served']>>({ method: oneOf(...SERVICE_METHODS), on: day })),
  }),
  Document: object<DocumentView>({
    ...instrument,
    case: text,
    content: { ...free, description: 'What was sealed: its canonical form (RFC 8785) has the hash in the seal' },
    seal: { ...text, description: 'Compact JWS (EdDSA)' },
    ...inForce,
  }),
  Certificate: object<CertificateView>({
    id: text,
    title: names,
    item: coded,
    park: coded,
    inNameOf: acting,
    holder: object<CertificateView['holder']>({ name: text, number: text }),
    issuedOn: day,
    validFrom: day,
    validTo: orNull(day),
    ...inForce,
    contentHash: text,
  }),
  Publicity: object<PublicityRow>({
    ...{ number: text, item: coded, park: coded, applicant: names, owner: acting, inNameOf: acting },
    from: day,
    until: object<PublicityRow['until']>({ on: day, provisional: flag }),
  }),
  PublicityPage: page('Publicity'),
  CaseStatus: object<StatusView>({
    number: text,
    item: coded,
    park: coded,
    status: text,
    holder: orNull(acting),
    reviews: object<StatusView['reviews']>({ n: int, of: int }),
    receivedOn: day,
    acceptedOn: orNull(day),
    due: orNull(object<NonNullable<StatusView['due']>>({ on: day, provisional: flag })),
    paused: flag,
    workdaysLeft: orNull(int),
    endedOn: orNull(day),
  }),
} satisfies Record<string, Schema>;
