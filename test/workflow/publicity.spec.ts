// A design review conducted on a real Temporal server in moved business time: departments and the public side by side.
// The reconciler is told to wait a minute, so that the end of publicity is the workflow's doing. 上海市城乡规划条例 35, 37.
import { PARK } from '../story';
import { conductedInstallation, type Conducted } from './conducted';

let yuanban: Conducted;
beforeAll(async () => void (yuanban = await conductedInstallation({ LOOK_AFTER_MS: '60000' })), 120_000);
afterAll(() => yuanban?.close());

it('the decision opens when both are over, at the instant at which publicity has lasted its days', async () => {
  const { story, at, recorded, settled, lines, conducted } = yuanban;
  await at('2034-03-06 09:00');
  const { number } = await story.fileItem('5');
  await at('2034-03-06 10:00');
  await story.act(number, `window.${PARK}`, 'accept');
  await settled(number);
  await at('2034-03-08 10:00');
  for (const department of ['civil-defence', 'fire', 'water']) await story.opinion(number, department);
  await settled(number);
  await at('2034-03-17 00:00');
  await recorded(number, 'case.publicity-ended.v1');
  await at('2034-03-17 10:00');
  await story.act(number, `decider.${PARK}`, 'decide', {
    outcome: 'REFUSE',
    reasons: '间距不足',
    remedies: '可申请复议',
  });
  await conducted(number);
  expect(await lines(number)).toEqual([
    '03-06 09:00 filed',
    '03-06 10:00 accepted',
    '03-08 10:00 opinion-given dept:civil-defence',
    '03-08 10:00 opinion-given dept:fire',
    '03-08 10:00 opinion-given dept:water',
    '03-17 00:00 *publicity-ended',
    '03-17 10:00 decided REFUSE',
  ]);
}, 120_000);

it('copies of an incentive plan go out with its acceptance: nobody waits for Temporal', async () => {
  const { story, at, lines } = yuanban;
  await at('2034-04-10 09:00');
  const { number } = await story.fileItem('E01');
  await at('2034-04-10 10:00');
  await story.act(number, `window.${PARK}`, 'accept');
  expect(await lines(number)).toEqual(['04-10 09:00 filed', '04-10 10:00 accepted', '04-10 10:00 *copied']);
}, 120_000);
