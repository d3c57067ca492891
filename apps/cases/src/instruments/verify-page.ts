// The page that checks the QR code of an instrument, as one file that needs nothing else: saved once, it works offline for ever.
// Where it is served it also asks whether a certificate is still in force.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CivilDate } from '#rules/workday';
import { layoutFolder } from './render';
import { type PublicKey } from './seal';

/** An instrument that is no longer in force: its state (撤销, 撤回, 注销, 已换发) and since when. */
export interface Revoked {
  id: string;
  state: string;
  on: CivilDate;
}

/** What the page knows: it is true as of a day, and says so. */
export interface VerifyPageData {
  keys: readonly PublicKey[];
  revoked: readonly Revoked[];
  asOf: CivilDate;
}

/**
 * The page and the policy to serve it under. A file that works offline cannot have its script beside it, and a policy of `'self'`
 * would stop the script within: so the policy names the hashes of exactly this script and this style, in the page itself too.
 */
export function verifyPage(data: VerifyPageData): { html: string; policy: string } {
  const read = (name: string) => readFileSync(join(layoutFolder(), name), 'utf8');
  const [script, style] = [read('verify.js'), read('verify.css')];
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "connect-src 'self'", // whether a certificate was revoked since, where this page was served and not saved
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // In JSON `<` occurs within strings alone; escaped, it cannot end the element.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const parts: Record<string, string> = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    style: `<style>${style}</style>`,
    data: `<script type="application/json" id="data">${json}</script>`,
    script: `<script>${script}</script>`,
  };
  const html = read('verify.html').replace(/<!-- (\w+) -->/g, (_, name: string) => parts[name]!);
  return { html, policy };
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
