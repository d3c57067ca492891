// The one table of errors: code -> HTTP status and the sentence in both languages. `{x}` is filled from the error's params.

/** One row of the table. */
export interface ErrorRow {
  status: number;
  zh: string;
  en: string;
}

/** Every code that an interface of ours answers with. Codes are stable: scripts rely on them. */
export const ERRORS = {
  BAD_REQUEST: { status: 400, zh: '请求格式不正确', en: 'The request is malformed' },
  BAD_INPUT: { status: 422, zh: '填写内容有误，请逐项更正', en: 'Some fields are wrong; each is listed' },
  FORM_INVALID: {
    status: 422,
    zh: '申请表未按要求填写，请逐项更正',
    en: 'The form does not meet its schema; each field is listed',
  },
  USCC_INVALID: {
    status: 422,
    zh: '统一社会信用代码不正确（{reason}）',
    en: 'The unified social credit code is invalid ({reason})',
  },
  NOT_SIGNED_IN: { status: 401, zh: '请先登录', en: 'Sign in first' },
  SIGN_IN_FAILED: { status: 401, zh: '用户名或密码不正确', en: 'User or password is wrong' },
  NOT_ALLOWED: { status: 403, zh: '您无权办理此事项', en: 'You may not do this' },
  NO_DELEGATION: {
    status: 403,
    zh: '该园区在此日期没有该事项的下放权限',
    en: 'No delegation covers this item in this park on this day',
  },
  DELEGATION_ENDED: {
    status: 403,
    zh: '该事项的下放权限已经终止，不能作出决定',
    en: 'The delegation has ended; no decision can be made under it',
  },
  NOTICE_SENT: { status: 409, zh: '该通知的邮件已经发出', en: 'The mail of this notice has been sent' },
  NOT_FOUND: { status: 404, zh: '没有找到', en: 'Not found' },
  PAGES_NOT_BUILT: {
    status: 404,
    zh: '网页尚未构建：请运行 npm run build',
    en: 'The pages are not built: run npm run build',
  },
  NO_SUCH_CASE: { status: 404, zh: '没有找到该办件', en: 'No such case' },
  NO_SUCH_ITEM: { status: 404, zh: '没有该事项', en: 'No such item' },
  NO_SUCH_BUNDLE: { status: 404, zh: '没有该套餐', en: 'No such bundle' },
  NOTHING_WAITS: { status: 409, zh: '没有尚未提交的事项', en: 'No part of the bundle waits to be filed' },
  NO_SUCH_PARK: { status: 404, zh: '没有该园区', en: 'No such park' },
  NO_SUCH_BODY: { status: 404, zh: '没有该单位', en: 'No such body' },
  NO_SUCH_IMPORT: { status: 404, zh: '没有该导入任务', en: 'No such import' },
  NO_SUCH_ACT: { status: 404, zh: '没有该办理动作', en: 'No such act' },
  NO_SUCH_INSTRUMENT: { status: 404, zh: '没有找到该文书', en: 'No such instrument' },
  ACT_OUT_OF_TURN: { status: 409, zh: '办件当前状态不能这样办理', en: 'The case does not allow this act now' },
  STEP_NOT_OPEN: { status: 409, zh: '该单位当前没有待办的环节', en: 'That body owes nothing on this case now' },
  BODY_AMBIGUOUS: {
    status: 422,
    zh: '您代表多个单位，请指明以哪个单位办理',
    en: 'You act for several bodies: name the one',
  },
  STEP_AMBIGUOUS: { status: 422, zh: '有多个环节可办，请指明', en: 'Several steps could be meant: name one' },
  STEP_CLAIMED: {
    status: 409,
    zh: '该环节已由他人认领，须由认领人办理、退回或者转办',
    en: 'An officer has this step on the desk: it is done, given back or handed on by whoever has it',
  },
  STEP_NOT_CLAIMED: { status: 409, zh: '该环节无人认领', en: 'Nobody has this step on the desk' },
  NO_OPEN_WORK: { status: 409, zh: '没有可以认领的待办环节', en: 'Nothing that officers do is open here' },
  ASSIGNEE_WITHOUT_MANDATE: {
    status: 422,
    zh: '该工作人员当前没有办理此环节的职务',
    en: 'That officer holds no office today by which this step could be done',
  },
  DEPUTY_SELF: { status: 422, zh: '不能由本人代理本人', en: 'Nobody is his or her own deputy' },
  DEPUTY_OVERLAP: { status: 409, zh: '这些日期内已有代理人', en: 'On some of these days there is a deputy' },
  DAY_PASSED: { status: 422, zh: '日期已经过去', en: 'That day has passed' },
  NO_SUCH_DEPUTY: { status: 404, zh: '没有该代理安排', en: 'No such deputy' },
  NO_SUCH_MANDATE: {
    status: 422,
    zh: '该工作人员在这些日期没有此项职务',
    en: 'The officer does not hold that office on these days',
  },
  DISSENT_UNANSWERED: {
    status: 422,
    zh: '有部门持不同意见，准予许可须说明如何处理',
    en: 'A department dissents: a grant must say how that was dealt with',
  },
  OBJECTION_UNANSWERED: {
    status: 422,
    zh: '公示期间有异议，作出决定须说明如何处理',
    en: 'The public objected: a decision must say how that was dealt with',
  },
  PUBLICITY_ENDED: { status: 409, zh: '公示期已经结束', en: 'The time of publicity is over' },
  OWN_MATTER: {
    status: 403,
    zh: '涉及本人所在申请单位的办件，依法应当回避',
    en: 'This is the matter of your own enterprise: you may not act in it as an officer',
  },
  NO_SUCH_OFFICER: { status: 422, zh: '查无此工作人员或专家：{officers}', en: 'Nobody in office: {officers}' },
  LATE_MATERIAL_NOT_ALLOWED: { status: 409, zh: '该事项不实行容缺受理', en: 'Nothing may follow later for this item' },
  NO_LATE_MATERIAL: { status: 409, zh: '没有待补交的容缺材料', en: 'No material is to follow' },
  LATE_MATERIAL_OPEN: {
    status: 409,
    zh: '容缺材料尚未补交，不能准予许可',
    en: 'Material is still to follow; nothing can be granted',
  },
  NO_PRE_REVIEW: { status: 409, zh: '没有待报送的初审', en: 'No lower level is examining now' },
  BODY_NOT_ANSWERED: {
    status: 409,
    zh: '只能请已经答复的部门再次会签',
    en: 'Only departments that have answered can be asked once more',
  },
  NO_DISSENT: {
    status: 409,
    zh: '没有部门提出不同意见，不能提前终结会审',
    en: 'No department dissents: the review cannot be ended early',
  },
  PUBLICITY_CUT: {
    status: 409,
    zh: '公示未满期限即终结会审，不能准予；再次会签时公示重新开始',
    en: 'Publicity was cut short: it begins anew when departments are asked again, and a grant waits for it',
  },
  REVIEW_UNHEARD: {
    status: 409,
    zh: '会审已提前终结，尚有部门未发表意见（{bodies}），不能准予许可',
    en: 'The review was ended early and {bodies} not heard: nothing can be granted',
  },
  SITE_CHECK_ALONE: {
    status: 422,
    zh: '现场核查应当有两名以上工作人员',
    en: 'A check on the site takes at least two officers',
  },
  NOBODY_INTERESTED: { status: 409, zh: '没有待听取意见的利害关系人', en: 'No interested party is to be heard now' },
  INTERESTED_UNHEARD: {
    status: 409,
    zh: '利害关系人陈述、申辩期限未满，不能作出决定',
    en: 'Interested parties may still speak; no decision can be made',
  },
  HEARING_NOT_OFFERED: {
    status: 409,
    zh: '没有可以申请的听证，或者申请期限已过',
    en: 'No hearing can be asked for now',
  },
  HEARING_OPEN: { status: 409, zh: '听证事项尚未了结', en: 'The matter of a hearing is still open' },
  HEARING_NOT_ANNOUNCED: { status: 409, zh: '听证尚未通知', en: 'No hearing is announced' },
  HEARING_TOO_SOON: {
    status: 422,
    zh: '听证应当提前七个工作日通知，最早 {earliest}',
    en: 'A hearing is announced seven working days before: {earliest} at the earliest',
  },
  HEARING_CHAIR_EXAMINED: {
    status: 422,
    zh: '审查该申请的人员不得主持听证',
    en: 'Whoever has examined the application cannot chair the hearing',
  },
  CHAIR_EXAMINES: {
    status: 409,
    zh: '主持听证的人员不得审查该申请',
    en: 'Whoever chairs the hearing cannot examine the application',
  },
  OFFICER_CONCERNED: {
    status: 422,
    zh: '所指定的人员属于申请单位，依法应当回避：{officers}',
    en: 'They act for the applicant and cannot be named: {officers}',
  },
  HEARING_NOT_HELD: { status: 409, zh: '听证定于 {on}，尚未举行', en: 'The hearing is on {on} and was not held yet' },
  HEARING_UNANSWERED: {
    status: 422,
    zh: '已举行听证，作出决定须依据听证笔录并说明',
    en: 'A hearing was held: a decision must say how its record was followed',
  },
  EXPERTS_TOO_FEW: { status: 422, zh: '评审专家不少于 {least} 名', en: 'A panel has at least {least} experts' },
  EXPERT_CALLED: { status: 422, zh: '该专家已在评审组中：{experts}', en: 'Called in already: {experts}' },
  EXPERTS_AWAITED: { status: 409, zh: '专家评审尚未完成', en: 'Scores of experts are still awaited' },
  NO_EXPERT_AWAITED: { status: 409, zh: '没有待评分的专家', en: 'No expert is awaited now' },
  RECONSIDERATION_ASKED: {
    status: 409,
    zh: '该决定已申请过行政复议',
    en: 'This decision was reconsidered, or is being so',
  },
  RECONSIDERATION_NOT_ASKED: { status: 409, zh: '没有待办的行政复议', en: 'Nobody has asked for reconsideration' },
  RECONSIDERATION_TOO_LATE: {
    status: 409,
    zh: '申请行政复议的期限已过（最后一日 {lastDay}）',
    en: 'Reconsideration could be asked for until {lastDay}',
  },
  PROMISE_NOT_OFFERED: { status: 409, zh: '该事项不实行告知承诺', en: 'This item is not decided on a promise' },
  PROMISE_GIVEN: {
    status: 409,
    zh: '已经提交书面承诺，等待决定',
    en: 'The promise is given and waits for the decision',
  },
  NO_PROMISE: { status: 409, zh: '申请人没有提交书面承诺', en: 'The applicant has promised nothing' },
  CREDIT_ENTRY_STANDS: {
    status: 409,
    zh: '申请单位有承诺不实的信用记录尚未修复，不适用告知承诺',
    en: 'A broken promise stands in the credit record of the applicant: until it is repaired nothing is decided on another',
  },
  NOTHING_TO_CHECK: { status: 409, zh: '没有待核查的承诺', en: 'No promise is to be checked now' },
  FIX_ORDERED: {
    status: 409,
    zh: '已经责令限期整改过，只能确认属实或者撤销',
    en: 'A fix was ordered already: what was promised is confirmed now, or the grant revoked',
  },
  FIX_NOT_ORDERED: {
    status: 409,
    zh: '尚未责令限期整改，不能以承诺不实撤销',
    en: 'No fix was ordered yet: the grant cannot be revoked for the promise',
  },
  FIX_TOO_LONG: { status: 422, zh: '整改期限最长 {limit}', en: 'A fix may be given {limit} at most' },
  NOTHING_TO_FIX: { status: 409, zh: '没有待报告的整改', en: 'Nothing is to be fixed now' },
  NO_CREDIT_ENTRY: { status: 409, zh: '没有可以修复的信用记录', en: 'No entry in the credit record stands' },
  SERVED_ALREADY: { status: 409, zh: '该文书已于 {on} 送达', en: 'It was served on {on} already' },
  SERVED_BEFORE_ISSUE: {
    status: 422,
    zh: '送达日期早于文书制发日期（{issuedOn}）',
    en: 'The day of service lies before that of issue, {issuedOn}',
  },
  SERVED_IN_FUTURE: {
    status: 422,
    zh: '送达日期尚未到来（今天是 {today}）',
    en: 'The day of service is still to come: today is {today}',
  },
  NO_SUPERVISION: { status: 409, zh: '没有待办的督办件', en: 'Nothing is supervised now' },
  NOTHING_TO_DELIVER: { status: 409, zh: '没有待送达的文书', en: 'Nothing is to be handed out' },
  NO_SUCH_CARD: { status: 409, zh: '没有可以撤销的红黄牌', en: 'No such card stands' },
  NOT_PROPOSED: {
    status: 409,
    zh: '该事项须由一人拟办、另一人决定，尚无拟办意见',
    en: 'Two decide this item: nothing is proposed yet',
  },
  ONE_DECIDES: { status: 409, zh: '该事项由一人决定，无需拟办', en: 'One decides this item: nothing is proposed' },
  SAME_PERSON: {
    status: 403,
    zh: '拟办人不得作出决定，须由他人决定',
    en: 'Whoever proposed cannot decide: another must',
  },
  BASIS_CHANGED: {
    status: 409,
    zh: '决定所依据的内容已有变化，请重新核对',
    en: 'What the decision rests on has changed: look again',
  },
  PROPOSED_OTHERWISE: {
    status: 409,
    zh: '与拟办意见（{proposed}）不一致，请重新拟办',
    en: 'It was proposed otherwise ({proposed}): propose anew',
  },
  RULES_BROKEN: {
    status: 422,
    zh: '申报内容不符合该事项的规则（{rules}），不能同意',
    en: 'What was filed breaks the rules of the item ({rules}) and cannot be agreed to',
  },
  CORRECTION_UNREASONED: {
    status: 422,
    zh: '再次要求补正须说明理由，且期间计入审批时限',
    en: "A second notice of correction needs a reason, and runs on the office's own time",
  },
  CLOCK_ALREADY_PAUSED: { status: 409, zh: '期限已经中止', en: 'The clock is already paused' },
  CLOCK_NOT_PAUSED: { status: 409, zh: '期限未曾中止，不能恢复', en: 'The clock is not paused' },
  CLOCK_PAUSED_TOO_LATE: {
    status: 409,
    zh: '期限届满后不能中止（超期不得以中止掩盖）',
    en: 'A limit that has passed cannot be paused: that would hide it',
  },
  CLOCK_EXTENDED_TOO_LATE: {
    status: 409,
    zh: '期限届满后不能延长',
    en: 'A limit cannot be extended once it has passed',
  },
  SPECIAL_OPEN: {
    status: 409,
    zh: '特别程序尚未结束，不能作出决定',
    en: 'A special procedure is still open; no decision can be made',
  },
  SPECIAL_TOO_LONG: {
    status: 422,
    zh: '该特别程序最长 {limit} 个工作日',
    en: 'This special procedure may take {limit} working days at most',
  },
  EXTENSION_NOT_ALLOWED: { status: 409, zh: '该事项不得延长期限', en: 'The limit of this item cannot be extended' },
  EXTENSION_USED: { status: 409, zh: '期限只能延长一次', en: 'A limit is extended once only' },
  ISSUER_UNKNOWN: {
    status: 409,
    zh: '署名机关没有登记统一社会信用代码，不能制发证照',
    en: 'The body in whose name it is issued has no credit code; no certificate can be made',
  },
  NO_END_OF_VALIDITY: {
    status: 409,
    zh: '该许可没有有效期的限制，或者证照不由本系统制发，无需在此延续',
    en: 'What was granted has no end here: there is nothing to renew',
  },
  RENEWAL_EXCLUDED: {
    status: 409,
    zh: '依该事项的规定，有效期届满不予延续',
    en: 'By the rules of this item it is not renewed',
  },
  RENEWAL_OPEN: {
    status: 409,
    zh: '已经申请延续，尚未决定',
    en: 'Renewal has been asked for and is not decided yet',
  },
  RENEWAL_NOT_ASKED: { status: 409, zh: '没有待决定的延续申请', en: 'Nobody has asked for renewal' },
  RENEWAL_TOO_LATE: {
    status: 409,
    zh: '延续应当在有效期届满三十日前申请，最后一日为 {lastDay}',
    en: 'Renewal is asked for thirty days before the end: the last day was {lastDay}',
  },
  NO_CERTIFICATE_YET: { status: 409, zh: '证照尚未制发', en: 'No certificate has been issued yet' },
  CORRECTION_ASKED: {
    status: 409,
    zh: '已经申请更正，尚未答复',
    en: 'A correction has been asked for and is not answered yet',
  },
  CORRECTION_NOT_ASKED: {
    status: 409,
    zh: '没有待答复的更正申请',
    en: 'No correction of the certificate is asked for',
  },
  FIELD_NOT_ON_CERTIFICATE: {
    status: 422,
    zh: '证照没有载明此栏目，不能更正',
    en: 'The certificate does not show this field: it cannot be corrected there',
  },
  WORK_NOT_FAILED: { status: 409, zh: '没有失败的后台工作', en: 'No work of the machine has failed' },
  EXTENSION_TOO_LONG: { status: 422, zh: '最多延长 {limit}', en: 'At most {limit} more' },
  KEY_MISSING: { status: 400, zh: '缺少 Idempotency-Key 请求头', en: 'The Idempotency-Key header is missing' },
  KEY_REUSED: {
    status: 422,
    zh: '同一 Idempotency-Key 已用于另一份内容',
    en: 'This Idempotency-Key was used with another body',
  },
  BODY_TOO_LARGE: { status: 413, zh: '内容超过 {limit} 字节', en: 'The body is over {limit} bytes' },
  WRONG_CONTENT_TYPE: { status: 415, zh: '此处不接受这种内容类型', en: 'This content type is not accepted here' },
  LINE_MALFORMED: {
    status: 422,
    zh: '该行无法读取：不是 JSON 对象，或列数与表头不符，或过长',
    en: 'The line cannot be read: no JSON object, other columns than the header, or too long',
  },
  HEADER_UNKNOWN: { status: 422, zh: '表头中有未知的列：{columns}', en: 'The header has unknown columns: {columns}' },
  CELL_IS_FORMULA: { status: 422, zh: '单元格内容像公式，不予接受', en: 'A cell looks like a formula' },
  ITEM_NOT_IN_FORCE: {
    status: 422,
    zh: '申请之日该事项尚无有效版本',
    en: 'No version of the item was in force on the day of filing',
  },
  ACT_IN_FUTURE: { status: 422, zh: '办理时间在将来', en: 'The act lies in the future' },
  ALREADY_DELEGATED: {
    status: 422,
    zh: '申请之日权限已经下放，决定单位由授权文件确定，不能另行指明',
    en: 'A delegation covered the day of filing: who decides follows from it and cannot be named',
  },
  TOO_MANY_ROWS: { status: 422, zh: '一次最多 {limit} 行', en: 'At most {limit} rows at once' },
  QUEUE_UNKNOWN: { status: 404, zh: '没有该待办队列', en: 'No such queue' },
  SEAL_INVALID: {
    status: 422,
    zh: '电子印章无效，或内容在加盖后被改动',
    en: 'The seal is not ours, or what it seals was altered',
  },
  GLYPH_MISSING: {
    status: 409,
    zh: '文书中有无法印出的字符：{characters}',
    en: 'The instrument holds characters that cannot be printed: {characters}',
  },
  TIME_FIXED: {
    status: 409,
    zh: '业务时间不能移动（仅限开发环境，且只能向前）',
    en: 'Business time moves in development only, and only forward',
  },
  SETTLE_STUCK: { status: 500, zh: '时限规则 {rule} 未能生效', en: 'The rule of time {rule} did not take effect' },
  CALENDAR_UNKNOWN: { status: 409, zh: '没有该年份的工作日历', en: 'No work calendar covers that year' },
  MESSAGING_AWAY: { status: 503, zh: '内部通信暂时中断，请稍后重试', en: 'Messaging is away; try again shortly' },
  DATABASE_AWAY: { status: 503, zh: '数据库暂时不可用，请稍后重试', en: 'The database is away; try again shortly' },
  TOO_SLOW: {
    status: 504,
    zh: '处理超时；请以同一 Idempotency-Key 重试',
    en: 'It took too long; repeat with the same Idempotency-Key',
  },
  NOT_READY: { status: 503, zh: '服务尚未就绪：{missing}', en: 'Not ready: {missing}' },
  INTERNAL: { status: 500, zh: '系统内部错误', en: 'Internal error' },
} as const satisfies Record<string, ErrorRow>;

/** A key of the table. */
export type ErrorCode = keyof typeof ERRORS;

/** What is wrong with one field: a JSON pointer into the body, a stable code, both languages. */
export interface FieldError {
  pointer: string;
  code: string;
  zh: string;
  en: string;
}

/** How an error travels between apps. */
export interface WireError {
  code: string;
  params: Record<string, unknown>;
  errors?: FieldError[];
}
