// Requests for written instruments, and what is shown of them: all to the parties, little to anybody else.
import { IsInt, IsString, Length, Min } from 'class-validator';

/** A text in both languages. */
interface Both {
  zh: string;
  en: string;
}

/** An instrument as a line of its case. */
export interface InstrumentLine {
  id: string;
  /** What stands on paper. */
  number: string;
  kind: string;
  issuedOn: string;
  title: Both;
}

/** Asks for an instrument as a party to its case: by its number on paper or its id. */
export class InstrumentRequest {
  @IsString()
  person: string;

  @IsString()
  @Length(1, 200)
  name: string;
}

/** Asks for a piece of its PDF, which may be larger than one message. */
export class PdfRequest extends InstrumentRequest {
  @IsInt()
  @Min(0)
  from: number;
}

/** The most bytes of a piece: in base64 it stays below what NATS takes as one message. */
export const PDF_PIECE = 640 * 1024;

/** A piece of a PDF. `sha256` of the whole in hex: pieces of one file say the same. */
export interface PdfPiece {
  size: number;
  sha256: string;
  base64: string;
}

/**
 * Is it still what it says? The end of a grant takes its decision and its certificates along: revoked 撤销, withdrawn 撤回, given up 注销, run
 * out. `SUPERSEDED` = made out anew, renewed or corrected. `SET_ASIDE` = a refusal that reconsideration has set aside.
 */
export const INSTRUMENT_STATES = [
  'VALID',
  'REVOKED',
  'RECALLED',
  'SURRENDERED',
  'EXPIRED',
  'SUPERSEDED',
  'SET_ASIDE',
] as const;
/** One of them. */
export type InstrumentState = (typeof INSTRUMENT_STATES)[number];

/** An instrument as the parties see it. */
export interface DocumentView extends InstrumentLine {
  case: string;
  content: Record<string, unknown>;
  /** Compact JWS (Ed25519) over a claim that holds the content's SHA-256. */
  seal: string;
  /** Did one of our keys seal exactly this content? */
  sealVerdict: 'VALID' | 'INVALID';
  state: InstrumentState;
  /** First day of a revocation; of whatever ended it; and the id of the certificate that took its place. */
  revokedOn: string | null;
  endedOn: string | null;
  supersededBy: string | null;
}

/** Asks for a certificate as anybody. */
export class CertificateRequest {
  @IsString()
  @Length(1, 200)
  name: string;
}

/** A certificate as anybody sees it: whose it is, masked, and whether it is in force. */
export interface CertificateView {
  id: string;
  title: Both;
  item: Both & { code: string };
  park: Both & { code: string };
  inNameOf: Both & { body: string };
  holder: { name: string; number: string };
  issuedOn: string;
  validFrom: string;
  validTo: string | null;
  state: InstrumentState;
  /** As of an instrument that parties see. */
  revokedOn: string | null;
  endedOn: string | null;
  supersededBy: string | null;
  sealVerdict: 'VALID' | 'INVALID';
  /** SHA-256 of what was sealed, in hex, to compare with the paper. */
  contentHash: string;
}

/** What the QR code of an instrument says after `#`. */
export class SealDto {
  /**
   * The seal of any instrument of the case, as it stands in its QR code after `#`
   * @example "eyJhbGciOiJFZERTQSIsImtpZCI6Ii4uLiJ9.eyJ2IjoxfQ.c2VhbA"
   */
  @IsString()
  @Length(1, 2000)
  seal: string;
}

/** Where a case stands, for whoever holds a sealed paper of it: neither the applicant nor the form. */
export interface StatusView {
  number: string;
  item: Both & { code: string };
  park: Both & { code: string };
  status: string;
  /** Whose turn it is; `applicant` for the applicant, `reviewers` for several departments at once. */
  holder: (Both & { body: string }) | null;
  reviews: { n: number; of: number };
  receivedOn: string;
  acceptedOn: string | null;
  due: { on: string; provisional: boolean } | null;
  paused: boolean;
  workdaysLeft: number | null;
  endedOn: string | null;
}

/** The page that checks seals, and the policy to serve it under. */
export interface VerifyPageView {
  html: string;
  policy: string;
}
