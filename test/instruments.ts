// Facts of written instruments for tests: one plausible set for each kind.
import { contentOf } from '../apps/cases/src/instruments/content';
import {
  type CommonFacts,
  type InstrumentContent,
  type InstrumentKind,
  type OwnFacts,
} from '../apps/cases/src/instruments/facts';
import { numberOf, type Series } from '../apps/cases/src/instruments/numbering';

/** An entrusted construction permit of the invented enterprise A. */
export const FACTS: CommonFacts = {
  case: '16-caohejing-20261103-000007',
  item: { code: '16', zh: '建筑工程施工许可', en: 'Construction permit' },
  park: { code: 'caohejing', zh: '张江高新区漕河泾园', en: 'Caohejing Park' },
  issuer: { body: 'park:caohejing', zh: '张江高新区漕河泾园', en: 'Caohejing Park' },
  inNameOf: {
    body: 'dept:construction',
    zh: '上海市城乡建设和交通委员会',
    en: 'Shanghai Municipal Urban-Rural Construction and Transport Commission',
  },
  mode: 'ENTRUST',
  addressee: {
    name: '甲示范生物科技有限公司（演示）',
    nameEn: 'Demo A Biotech Co., Ltd.',
    number: '91310115DEM000014Q',
  },
  receivedOn: '2026-11-03',
  issuedOn: '2026-11-05',
  basis: [{ zh: '《中华人民共和国建筑法》第八条', en: 'Construction Law, article 8' }],
  salt: '00112233445566778899aabbccddeeff',
};

const appealTo = {
  body: 'government:shanghai',
  zh: '上海市人民政府',
  en: "the People's Government of Shanghai",
};

/** What each kind states besides. */
export const OWN: { [K in InstrumentKind]: OwnFacts[K] } = {
  receipt: {
    materials: ['建筑工程施工许可申请表', '建设工程规划许可证', '施工合同'],
    acceptanceDue: { on: '2026-11-10', provisional: false },
  },
  'acceptance-notice': {
    acceptedOn: '2026-11-05',
    deemed: false,
    due: { on: '2026-11-09', provisional: false },
    statutoryDue: { on: '2026-11-10', provisional: false },
  },
  'not-required-notice': { reasons: '内部装饰不改变主体结构，依法不需要取得施工许可。', appealTo },
  'no-jurisdiction-notice': { properBody: '上海市水务局', reasons: '涉及河道管理范围。', appealTo },
  'non-acceptance-notice': { reasons: '该事项不属于本机关职权范围，请向区建设管理部门申请。', appealTo },
  'correction-notice': {
    items: [
      { what: '施工合同', how: '缺少双方盖章页，请补充' },
      { what: '联系电话', how: '号码少一位，请更正' },
      { what: null, how: '请逐页编号' },
    ],
  },
  'extension-notice': {
    days: 10,
    unit: 'workday',
    reason: '工程涉及地下空间，须进一步核实资料。',
    approval: { by: '丙示范，本园区主任', joint: false },
    dueBefore: { on: '2026-12-01', provisional: false },
    dueAfter: { on: '2027-01-15', provisional: true },
  },
  'special-notice': { procedure: 'appraisal', basis: '由第三方机构评估。', days: 20 },
  'interested-notice': { parties: '相邻业主（示范）', matter: '拟建建筑可能影响相邻建筑的日照。', days: 5 },
  'hearing-right-notice': { matter: '拟不予许可的事实和理由。', due: { on: '2026-11-12', provisional: false } },
  'hearing-notice': { on: '2026-11-30', place: '上午九时，本园区服务中心三楼', chair: '乙示范工作人员' },
  'hearing-record': {
    heldOn: '2026-11-30',
    record: '申请人陈述：消防车道已加宽至四米。',
    confirmedBy: '申请人代表签字；相邻业主拒绝签字，已注明。',
  },
  'record-notice': { recordedOn: '2026-11-05' },
  'renewal-decision': {
    outcome: 'GRANT',
    deemed: true,
    endedOn: '2028-11-04',
    validTo: '2030-11-04',
    reasons: null,
  },
  'correction-refusal': {
    reasons: '证照所载建筑面积与批准的申请表一致。',
    remedies: '可以到本园区窗口领取复议申请书样本。',
    appealTo,
  },
  'recall-decision': {
    ground: 'LAW_CHANGED',
    grantedOn: '2026-11-05',
    reasons: '所依据的规章已经废止，为了公共利益的需要。',
    compensation: '因此造成的财产损失依法补偿，请自收到本决定之日起到本园区窗口申报。',
    appealTo,
  },
  'cancellation-notice': { ground: 'EXPIRED', grantedOn: '2026-11-05', endedOn: '2028-11-04' },
  'revocation-decision': {
    grantedOn: '2026-11-05',
    reasons: '申请人以欺骗手段取得许可：规划许可证系伪造。',
    appealTo,
  },
  'fix-order': {
    grantedOn: '2026-11-05',
    findings: '经现场查看，消防车道宽度三米五，与书面承诺的四米不符。',
    fix: '拓宽消防车道至四米，并报送竣工照片。',
    due: { on: '2027-01-18', provisional: true },
    appealTo,
  },
  'written-decision': {
    outcome: 'REFUSE',
    reasons: '未取得建设工程规划许可证。\n消防车道宽度不足四米。',
    remedies: '可以到本园区窗口领取复议申请书样本。',
    appealTo,
  },
  certificate: {
    title: { zh: '建筑工程施工许可证', en: 'Construction permit' },
    grants: [
      { zh: '工程名称', en: 'Project', value: '生物医药研发楼内部改造工程（示例）' },
      { zh: '建筑面积', en: 'Floor area', value: '8650.5 m²' },
    ],
    validFrom: '2026-11-05',
    validTo: null,
  },
};

/** All kinds. */
export const KINDS = Object.keys(OWN) as InstrumentKind[];

/** The number of a series that a test would take first. */
export function firstNumber(kind: InstrumentKind, serial = 123) {
  const common = { issuer: FACTS.issuer.body, year: 2026 };
  const series: Series =
    kind === 'certificate'
      ? { ...common, kind, type: '11100000000013338W009', uscc: '11330105002500287C' }
      : { ...common, kind };
  return numberOf(series, 1, serial);
}

/** The content of one kind; `facts` and `own` change what is said. */
export function sample<K extends InstrumentKind>(
  kind: K,
  facts: Partial<CommonFacts> = {},
  own: OwnFacts[K] = OWN[kind],
): InstrumentContent {
  return contentOf(kind, { ...FACTS, ...facts }, own, firstNumber(kind)) as InstrumentContent;
}
