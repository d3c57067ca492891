// Identifiers of electronic certificates (GB/T 36904): 1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>, the check
// place by ISO 7064 MOD 37,36 over the four parts joined.

const ROOT = '1.2.156.3005.2';
const PLACES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The parts: type of certificate (credit code of who set it up + 3 places), the issuer's credit code, serial, version (3 digits). */
export interface CertificateParts {
  type: string;
  issuer: string;
  serial: string;
  version: string;
}

/** The check place of digits and capital letters by ISO 7064 MOD 37,36. */
export function mod3736(text: string): string {
  let product = 36;
  for (const place of text) {
    const sum = (product + PLACES.indexOf(place)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return PLACES[(37 - product) % 36]!;
}

/** The identifier of a certificate. */
export function certificateIdentifier({ type, issuer, serial, version }: CertificateParts): string {
  const check = mod3736(type + issuer + serial + version);
  return [ROOT, type, issuer, serial, version, check].join('.');
}

/** Is this a well-formed identifier whose check place is right? */
export function isCertificateIdentifier(text: string): boolean {
  const match = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{18})\.([0-9A-Z]{1,20})\.(\d{3})\.([0-9A-Z])$/.exec(
    text,
  );
  return match !== null && mod3736(match.slice(1, 5).join('')) === match[5];
}
