// What a notice says, in both languages. Officers read first what is to be done; applicants what became of their case.
import { type BothLanguages } from '#contracts/oversight.dto';
import { type ActName } from '#rules/lifecycle';
import { type Step } from '#rules/state';

/** What the words are made of: codes as the event told them, and the names of item and park. */
export interface NoticeFacts {
  number: string;
  act: ActName;
  side: 'APPLICANT' | 'OFFICE';
  work: Step['kind'] | null;
  /** `YYYY-MM-DD` */
  dueOn: string | null;
  outcome: string | null;
  item: BothLanguages;
  park: BothLanguages;
}

const both = (zh: string, en: string): BothLanguages => ({ zh, en });

/** To applicants. Acts that are told to offices alone have no row. */
const TO_APPLICANT: Partial<Record<ActName, BothLanguages>> = {
  file: both('已收到您的申请', 'Your application has been received'),
  accept: both('您的申请已受理', 'Your application has been accepted'),
  'deem-accepted': both('您的申请视为已受理', 'Your application counts as accepted'),
  'not-required': both('您申请的事项无需许可', 'No licence is needed for your application'),
  'no-jurisdiction': both('您的申请应向其他机关提出', 'Another body is competent for your application'),
  'accept-conditionally': both(
    '您的申请已容缺受理，请补交材料',
    'Accepted conditionally: please hand in what is missing',
  ),
  'refuse-acceptance': both('您的申请不予受理', 'Your application has not been accepted'),
  'request-correction': both('请补正申请材料', 'Please correct your application'),
  object: both('公示期间有人提出异议', 'Somebody has objected while your case is public'),
  'tell-interested': both('您的办件已告知利害关系人', 'Interested parties have been told of your case'),
  'hear-interested': both('利害关系人已陈述意见', 'An interested party has been heard'),
  'tell-hearing': both('您可以申请听证', 'You may ask for a hearing'),
  'notice-hearing': both('听证已定期，时限暂停', 'A hearing is announced; the clock stands still'),
  'record-hearing': both('听证已举行', 'The hearing was held'),
  'convene-experts': both('您的办件进入专家评审，时限暂停', 'Experts are called in; the clock stands still'),
  pause: both('您的办件进入特别程序，时限暂停', 'A special procedure has begun; the clock stands still'),
  resume: both('特别程序已结束，时限继续计算', 'The special procedure has ended; the clock runs on'),
  extend: both('您的办件已延长办理时限', 'The time limit of your case has been extended'),
  decide: both('您的申请已作出决定', 'Your application has been decided'),
  'step-overdue': both('您须提交的材料已逾期', 'What you were to hand in is overdue'),
  serve: both('文书的送达已登记或者更正', 'How a document was served was recorded, or put right'),
  deliver: both('您的证照文书已送达', 'What was granted to you has been handed out'),
  message: both('您的办件有新留言', 'A message on your case'),
  record: both('您的申请已备案', 'Your application has been recorded'),
  certify: both('您的证照已制发', 'Your certificate has been issued'),
  withdraw: both('您的申请已撤回', 'Your application has been withdrawn'),
  'decide-renewal': both('您的延续申请已作出决定', 'Your renewal has been decided'),
  'deem-renewed': both('逾期未作决定，您的许可视为准予延续', 'Not decided in time: your licence counts as renewed'),
  'remind-renewal': both(
    '许可将到期，需要延续的请及时申请',
    'Your licence runs out before long: ask for renewal in time',
  ),
  'lapse-licence': both('您的许可有效期届满，已注销', 'Your licence has run out'),
  'correct-certificate': both('您的证照已更正，将换发新证', 'Your certificate is corrected; a new one follows'),
  'refuse-correction': both('您申请的证照更正不予办理', 'Your certificate stays as it is'),
  'decide-reconsideration': both('您的行政复议已作出决定', 'Your reconsideration has been decided'),
  'surrender-licence': both('您的许可已注销', 'Your licence has been given up'),
  'withdraw-licence': both('您取得的许可已被撤回', 'Your licence has been withdrawn'),
  'decide-on-promise': both(
    '您的申请已以告知承诺方式准予，此后将核查承诺',
    'Granted on your promise, which will be checked',
  ),
  'confirm-promise': both('经核查，您的承诺属实', 'A check has found what you promised'),
  'order-fix': both('承诺与实际不符，请限期整改并报告', 'What you promised does not hold: fix it in time and report'),
  'lapse-fix': both('整改期限已过，即将复查', 'The time to fix it has passed: it will be checked again'),
  'revoke-on-promise': both(
    '承诺不实，您取得的许可已被撤销并记入信用记录',
    'The promise was broken: your licence is revoked, and the credit record says so',
  ),
  'repair-credit': both('您的信用记录已修复', 'The entry in your credit record has been taken back'),
  revoke: both('您取得的许可已被撤销', 'Your licence has been revoked'),
  recalendar: both(
    '国家放假安排公布或调整，您的办件期限有变动',
    'The national holidays are announced anew: the dates of your case have moved',
  ),
};

/** To offices, where what happened says more than the work that it opens. */
const TO_OFFICE: Partial<Record<ActName, BothLanguages>> = {
  decide: both('已作出决定，请送达', 'Decided: please hand it out'),
  withdraw: both('申请人已撤回，无须再办', 'The applicant has withdrawn: nothing is left to do'),
  'decide-renewal': both('延续申请已作出决定', 'A renewal has been decided'),
  'withdraw-licence': both('许可已被撤回', 'The licence has been withdrawn'),
  'decide-on-promise': both('已以告知承诺方式准予', 'Granted on a promise'),
  'revoke-on-promise': both('承诺不实，许可已被撤销', 'The promise was broken: the licence is revoked'),
  revoke: both('许可已被撤销', 'The licence has been revoked'),
  release: both('已退回，可以认领', 'Free again: anybody of your body may take it'),
  reassign: both('已转给您办理', 'Handed to you'),
  copy: both('抄送', 'A copy for you'),
  'yellow-card': both('黄牌：即将到期', 'Yellow card: due soon'),
  'red-card': both('红牌：已逾期', 'Red card: overdue'),
  remind: both('提醒：临近期限', 'Reminder: due before long'),
  'step-overdue': both('环节逾期', 'A step is overdue'),
  'special-overrun': both('特别程序超过告知的时间', 'A special procedure takes longer than was told'),
  'certificate-overdue': both(
    '决定已逾十个工作日，证照仍未制发',
    'Ten working days after the decision the certificate is not made',
  ),
  supervise: both('已超过法定期限', 'Past the limit of the law'),
  escalate: both('已逾期，逐级督办', 'Overdue: supervised at a further level'),
  'notice-hearing': both('听证已定期', 'A hearing is announced'),
  message: both('办件有新留言', 'A message on a case'),
  recalendar: both('工作日历有变动，期限已重算', 'A new work calendar: the due date is another'),
};

/** To offices, by the work that awaits them; publicity and a correction are nobody's there. */
const WORK: Partial<Record<Step['kind'], BothLanguages>> = {
  ACCEPTANCE: both('待受理', 'To accept or refuse'),
  PRE_REVIEW: both('待初审', 'To examine and report up'),
  REVIEW: both('待会审', 'To review'),
  EXPERT: both('待专家评分', 'To score as an expert'),
  INTERESTED: both('待听取利害关系人意见', 'Interested parties to be heard'),
  DELIVERY: both('待送达', 'To hand out'),
  DECISION: both('待决定', 'To decide'),
  HEARING: both('申请人要求听证', 'A hearing is asked for'),
  OBJECTION: both('有公示异议，决定时须答复', 'An objection, to be answered in the decision'),
  SUPERVISION: both('已逾期，请督办', 'Overdue: to supervise'),
  RENEWAL: both('待决定是否延续', 'To decide on renewal'),
  RECONSIDERATION: both('行政复议待决定', 'Reconsideration to be decided'),
  PROMISE: both('申请人已书面承诺，可当场决定', 'The applicant has promised: you may decide at once'),
  PROMISE_CHECK: both('待核查承诺', 'A promise to be checked'),
  RECTIFICATION: both('申请更正证照', 'A correction of the certificate is asked for'),
  WORK: both('证照制发失败，请重试', 'The certificate could not be made: try again'),
};

const OUTCOMES: Readonly<Record<string, BothLanguages>> = {
  GRANT: both('决定：准予', 'Decision: granted'),
  REFUSE: both('决定：不予许可', 'Decision: refused'),
};

/** Title and text. @throws Error for what nobody is told: the tables above lack a row */
export function wordsOf({ number, act, side, work, dueOn, outcome, item, park }: NoticeFacts): {
  title: BothLanguages;
  text: BothLanguages;
} {
  const said = side === 'APPLICANT' ? TO_APPLICANT[act] : (TO_OFFICE[act] ?? (work ? WORK[work] : HAPPENED[act]));
  if (!said) throw new Error(`no words for ${act} to ${side} about ${work ?? 'no work'}`);
  const result = outcome === null ? undefined : OUTCOMES[outcome];
  // The day is that of the office's work; an applicant reads the dates, with their reasons, on the case, but for those to ask or fix by.
  const isTold = side === 'OFFICE' || act === 'remind-renewal' || act === 'order-fix';
  const due = isTold && dueOn !== null ? both(`期限：${dueOn}`, `Due: ${dueOn}`) : undefined;
  const about = both(`办件编号：${number}`, `Case: ${number}`);
  const where = both(`园区：${park.zh}`, `Park: ${park.en}`);
  const lines = [about, where, ...(result ? [result] : []), ...(due ? [due] : [])];
  return {
    title: both(`${said.zh}：${item.zh}`, `${said.en}: ${item.en}`),
    text: both(lines.map(({ zh }) => zh).join('\n'), lines.map(({ en }) => en).join('\n')),
  };
}

/** To an office that has nothing to do about it. */
const HAPPENED: Partial<Record<ActName, BothLanguages>> = {
  'deem-accepted': both('逾期未答复，视为已受理', 'Not answered in time: it counts as accepted'),
  'deem-agreed': both('有部门逾期未答复，视为同意', 'A department was silent: it counts as consent'),
  'ask-hearing': both('申请人要求听证', 'A hearing is asked for'),
  'deem-renewed': both('逾期未决定，许可视为准予延续', 'Not decided in time: the licence counts as renewed'),
  'lapse-licence': both('许可有效期届满，已注销', 'A licence has run out'),
  'ask-reconsideration': both('申请人申请行政复议', 'The applicant asks for reconsideration'),
  'decide-reconsideration': both('行政复议已作出决定', 'Reconsideration has been decided'),
  'give-promise': both('申请人已提交书面承诺', 'The applicant has promised in writing'),
  'repair-credit': both('信用记录已修复', 'An entry in the credit record was taken back'),
  'surrender-licence': both('被许可人已申请注销', 'A licence was given up'),
  'bring-late-material': both('容缺材料已补交', 'What was missing has been handed in'),
  propose: both('已有拟办意见，请另一决定人决定', 'A decision is proposed: another decider is to decide'),
  'site-check': both('现场核查已记录', 'A check on the site was recorded'),
  'hear-interested': both('利害关系人已陈述意见', 'An interested party has been heard'),
  'lapse-right': both('陈述、听证的期限已过', 'The time to be heard has passed'),
  score: both('专家已评分', 'An expert has scored'),
  'answer-supervision': both('督办已有答复', 'What is supervised was answered'),
  'close-supervision': both('督办已办结', 'Supervision is closed'),
  recuse: both('专家已退出评审', 'An expert has left the panel'),
  'revoke-card': both('红黄牌已撤销', 'A card has been taken back'),
};
