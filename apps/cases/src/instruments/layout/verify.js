// Checks the seal in a QR code with the browser's own Ed25519 (WebCrypto), against the public keys that this page brings.
'use strict';

const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));
const jsonOf = (part) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(part)));

/**
 * The verdict on a text: `{state, claim}`. VALID, REVOKED (with `revoked`), ALTERED, KEY_UNKNOWN, MALFORMED, or UNSUPPORTED
 * where the browser has no Ed25519. What stands after `#` counts, so a whole address may be given.
 */
async function verdictOn(text, { keys, revoked }, subtle) {
  const parts = sealIn(text).split('.');
  let header;
  let claim;
  let signature;
  try {
    header = jsonOf(parts[0]);
    claim = jsonOf(parts[1]);
    signature = fromBase64Url(parts[2]);
  } catch {
    return { state: 'MALFORMED' };
  }
  if (parts.length !== 3 || header?.alg !== 'EdDSA' || claim?.v !== 1) return { state: 'MALFORMED' };
  const jwk = keys.find(({ kid }) => kid === header.kid);
  if (!jwk) return { state: 'KEY_UNKNOWN' };
  let key;
  try {
    key = await subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: jwk.x }, { name: 'Ed25519' }, false, [
      'verify',
    ]);
  } catch {
    return { state: 'UNSUPPORTED' }; // no Ed25519, or no WebCrypto at all
  }
  const signed = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
  if (!(await subtle.verify({ name: 'Ed25519' }, key, signature, signed))) return { state: 'ALTERED' };
  const entry = revoked.find(({ id }) => id === claim.id);
  return entry ? { state: 'REVOKED', claim, revoked: entry } : { state: 'VALID', claim };
}

/** The text of a seal alone: what stands after `#`, without blanks. */
const sealIn = (text) => text.replace(/\s/g, '').replace(/^[^#]*#/, '');

/**
 * What the house says today of a certificate whose seal holds: its state, or null where it cannot be asked (offline, or this page
 * was saved), or where the instrument is no certificate.
 */
async function stateNow({ state, claim }, isServed, ask) {
  if (!isServed || claim?.k !== 'certificate' || (state !== 'VALID' && state !== 'REVOKED')) return null;
  try {
    const answer = await ask(`/api/v1/certificates/${encodeURIComponent(claim.id)}`, { cache: 'no-store' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // no network: the list of this page is what there is
  }
}

const NOW = {
  VALID: ['现行有效（刚刚查询）', 'In force, as of this moment'],
  REVOKED: ['已撤销', 'Revoked'],
  RECALLED: ['已撤回', 'Withdrawn'],
  SURRENDERED: ['已注销', 'Given up by its holder'],
  EXPIRED: ['已过有效期', 'Its validity has run out'],
  SET_ASIDE: ['已被行政复议撤销', 'Set aside in reconsideration'],
  SUPERSEDED: ['已换发新证', 'A newer certificate has taken its place'],
};

const VERDICTS = {
  VALID: [
    '印章有效',
    'The seal is valid',
    '请核对：纸面上的编号、机关、日期与下列内容一致，才是原件的内容。',
    'Compare: the paper is genuine only if its number, body and date are those below.',
  ],
  REVOKED: ['印章有效，但文书已失效', 'Sealed by us, but no longer in force', '见下列状态。', 'See its state below.'],
  ALTERED: ['无效：内容被改动或系伪造', 'Invalid: altered or forged', '请勿采信。', 'Do not rely on it.'],
  KEY_UNKNOWN: [
    '无法验证：不是本页所列的密钥加盖',
    'Not sealed with a key of this page',
    '请勿采信，或取得较新的验真页。',
    'Do not rely on it, or get a newer copy of this page.',
  ],
  MALFORMED: ['不是文书二维码的内容', 'This is not the text of an instrument’s QR code', '', ''],
  UNSUPPORTED: [
    '此浏览器不支持 Ed25519，无法在本机验证',
    'This browser has no Ed25519 and cannot check the seal',
    '请更新浏览器，或到窗口查验。',
    'Use a newer browser, or ask at the window.',
  ],
};
const KINDS = {
  receipt: '收件凭证 Receipt',
  'acceptance-notice': '受理通知书 Notice of acceptance',
  'non-acceptance-notice': '不予受理通知书 Notice of non-acceptance',
  'correction-notice': '补正材料通知书 Notice of correction',
  'extension-notice': '延长审查期限告知书 Notice of extension',
  'special-notice': '特别程序告知书 Notice of a special procedure',
  'record-notice': '备案证明 Proof of record',
  'written-decision': '行政许可决定书 Decision',
  'renewal-decision': '延续行政许可决定书 Decision on renewal',
  'recall-decision': '撤回行政许可决定书 Decision to withdraw',
  'cancellation-notice': '注销行政许可通知书 Notice of cancellation',
  'revocation-decision': '撤销行政许可决定书 Decision to revoke',
  'fix-order': '责令限期整改通知书 Order to fix',
  certificate: '电子证照 Certificate',
};

if (typeof document !== 'undefined') {
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at('data').textContent);
  const both = (target, zh, en) => {
    const english = document.createElement('span');
    english.lang = 'en';
    english.textContent = en;
    target.replaceChildren(zh, english);
  };
  const show = ({ state, claim, revoked }) => {
    const [zh, en, zhMeaning, enMeaning] = VERDICTS[state];
    at('result').dataset.state = state;
    both(at('verdict'), zh, en);
    both(at('meaning'), zhMeaning, enMeaning);
    const facts = claim
      ? [
          ...(revoked ? [['状态 State', `${revoked.state} ${revoked.on}`]] : []),
          ['文书 Instrument', KINDS[claim.k] ?? claim.k],
          ['编号 Number', claim.n ?? claim.id],
          ['机关 In whose name', claim.i],
          ['日期 Date', claim.d],
          ...(claim.p ? [['持证单位 Holder', claim.p]] : []),
          [
            '内容摘要 SHA-256',
            Array.from(fromBase64Url(claim.h), (byte) => byte.toString(16).padStart(2, '0')).join(''),
          ],
        ]
      : [];
    at('facts').replaceChildren(
      ...facts.flatMap(([name, value]) => {
        const [term, text] = [document.createElement('dt'), document.createElement('dd')];
        [term.textContent, text.textContent] = [name, value];
        return [term, text];
      }),
    );
  };
  const isServed = /^https?:$/.test(location.protocol);
  const check = async () => {
    const text = at('text').value;
    const verdict = await verdictOn(text, data, globalThis.crypto?.subtle);
    show(verdict);
    const isOurs = verdict.claim !== undefined;
    at('status').hidden = !(isServed && isOurs);
    if (isServed && isOurs) at('status').href = `/status#${sealIn(text)}`;
    at('online').replaceChildren();
    const now = await stateNow(verdict, isServed, fetch);
    if (now === null) return;
    both(at('online'), ...NOW[now.state]);
    if (now.state !== 'VALID') {
      show({ ...verdict, state: 'REVOKED', revoked: { state: NOW[now.state][0], on: now.endedOn } });
    }
  };
  both(
    at('as-of'),
    `密钥与失效清单截至 ${data.asOf}。`,
    `Keys and list of what is no longer in force: as of ${data.asOf}.`,
  );
  at('check').addEventListener('click', check);
  if (location.hash.length > 1) {
    at('text').value = location.hash.slice(1);
    check();
  }
}
