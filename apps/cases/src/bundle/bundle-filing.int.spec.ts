// Filing a bundle on a real Postgres: whole or not at all, once; taking it back, and who sees what of it.
import { DataSource } from 'typeorm';
import { withContext } from '#platform/database';
import { bundleHouse, partOf, refusal, where } from '../../../../test/bundle-house';
import { bundleOf } from '../../../../test/bundles';
import { FORM, PARK, personId } from '../../../../test/story';

const { house, file, filed, seen, withdraw, rows, nothingWritten, conductOf, conducted, granted } = bundleHouse();
let { place, door } = house;
beforeAll(() => {
  ({ place, door } = house);
});

describe('a bundle that is filed', () => {
  it('files what waits for nothing in the same transaction, and keeps the rest with its form', async () => {
    const { replayed, view } = await file(bundleOf('B01'));
    expect({ replayed, status: view.status, mayWithdraw: view.mayWithdraw, others: view.others }).toEqual({
      ...{ replayed: false, status: 'UNDER_WAY', mayWithdraw: true, others: 0 },
    });
    expect(view.number).toMatch(/^B01-\d{8}-\d{6}$/);
    expect(where(view)).toEqual({ approval: 'RECEIVED', design: 'WAITS', permit: 'WAITS' });
    expect(partOf(view, 'design')).toMatchObject({ item: '5', park: PARK, after: ['approval'], number: null });
    const { number } = partOf(view, 'approval');
    const one = await door.view(number!, personId('applicant.a'));
    expect(one.bundle).toEqual({ number: view.number, part: 'approval' });
    expect(one.timeline[0]).toMatchObject({
      actor: `person:${personId('applicant.a')}`,
      data: { bundle: view.number },
    });
    expect(one.instruments.map(({ kind }) => kind)).toEqual(['receipt']);
    const forms = await place.sql(
      'SELECT part, form IS NULL AS gone FROM cases.bundle_part WHERE bundle = $1 ORDER BY place',
      [view.number],
    );
    expect(forms).toEqual([
      { part: 'approval', gone: true },
      { part: 'design', gone: false },
      { part: 'permit', gone: false },
    ]);
    expect(await conductOf(view.number)).toMatchObject({ seq: 1, toldSeq: 0, facts: { phase: 'waiting', order: [] } });
  });

  it('goes on at once behind what is recorded on the spot', async () => {
    const view = await filed('B02');
    expect(where(view)).toEqual({ record: 'RECORDED', graduate: 'RECEIVED', permit: 'RECEIVED', incentive: 'WAITS' });
  });

  it('has parts in several parks, each with its own window and decider', async () => {
    const view = await filed('B02', { graduate: 'jinqiao', permit: 'hongkou' });
    const owners = await Promise.all(
      ['record', 'graduate', 'permit'].map(async (name) => {
        const one = await door.view(partOf(view, name).number!, personId('applicant.a'));
        return [one.park, one.owner];
      }),
    );
    expect(owners).toEqual([
      [PARK, `park:${PARK}`],
      ['jinqiao', 'park:jinqiao'],
      ['hongkou', 'dept:construction'],
    ]);
  });

  it('with the same key and body again is the same bundle; with another body it is refused', async () => {
    const first = await file(bundleOf('B01'), 'applicant.a', 'bundle-key');
    const before = await rows();
    const again = await file(bundleOf('B01'), 'applicant.a', 'bundle-key');
    expect(again).toEqual({ replayed: true, view: first.view });
    expect(await rows()).toEqual(before);
    const other = await nothingWritten(() => file(bundleOf('B01', { permit: 'jinqiao' }), 'applicant.a', 'bundle-key'));
    expect(other.code).toBe('KEY_REUSED');
  });

  it('ten times at once under one key is filed once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => file(bundleOf('B01'), 'applicant.a', 'at-once')));
    expect(new Set(all.map(({ view }) => view.number)).size).toBe(1);
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });
});

describe('a bundle that may not be filed changes nothing', () => {
  const spoiled = (spoil: (body: ReturnType<typeof bundleOf>) => void) => {
    const body = bundleOf('B01');
    spoil(body);
    return nothingWritten(() => file(body));
  };

  it('there is none of that code', async () => {
    expect((await spoiled((body) => (body.bundle = 'B99'))).code).toBe('NO_SUCH_BUNDLE');
  });

  it('a part is missing, unknown or there twice', async () => {
    const error = await spoiled(({ parts }) => {
      parts[1]!.part = 'desing';
      parts.push({ ...parts[0]! });
    });
    expect(error.code).toBe('BAD_INPUT');
    expect(error.errors!.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/parts PART_MISSING',
      '/parts/1/part PART_UNKNOWN',
      '/parts/3/part PART_TWICE',
    ]);
  });

  it('a form is wrong, also of a part that would wait: faults of all forms come at once, by their places', async () => {
    const error = await spoiled(({ parts }) => {
      parts[0]!.form = { ...parts[0]!.form, totalInvestmentYuan: 'much' };
      parts[2]!.form = { ...FORM, floorAreaM2: -1 };
    });
    expect(error.code).toBe('FORM_INVALID');
    expect(error.errors!.map(({ pointer }) => pointer)).toEqual([
      '/parts/0/form/totalInvestmentYuan',
      '/parts/2/form/floorAreaM2',
    ]);
  });

  it('the applicant is none: said once', async () => {
    const error = await spoiled((body) => (body.applicant = '91310115DEM000014R'));
    expect(error.code).toBe('USCC_INVALID');
    expect(error.errors!.map(({ pointer }) => pointer)).toEqual(['/applicant']);
  });

  it('a park of a part that would wait is not there, or has no delegation', async () => {
    const nowhere = await spoiled(({ parts }) => (parts[2]!.park = 'nowhere'));
    expect(nowhere).toMatchObject({ code: 'NO_SUCH_PARK', params: { part: 'permit' } });
    await place.sql(`UPDATE registry.delegation SET valid_to = '2020-01-01' WHERE park = 'jiading' AND item = '16'`);
    const without = await spoiled(({ parts }) => (parts[2]!.park = 'jiading'));
    expect(without).toMatchObject({ code: 'NO_DELEGATION', params: { part: 'permit' } });
    await place.sql(`UPDATE registry.delegation SET valid_to = NULL WHERE park = 'jiading' AND item = '16'`);
  });

  it('it is another’s matter; a window files for its own park alone', async () => {
    expect((await nothingWritten(() => file(bundleOf('B01'), 'applicant.b'))).code).toBe('NOT_ALLOWED');
    expect((await nothingWritten(() => file(bundleOf('B01', { permit: 'jinqiao' }), `window.${PARK}`))).code).toBe(
      'NOT_ALLOWED',
    );
    const { view } = await file(bundleOf('B01'), `window.${PARK}`);
    const atCounter = await door.view(partOf(view, 'approval').number!, personId('applicant.a'));
    expect(atCounter.timeline[0]!.data).toMatchObject({ body: `window:${PARK}` });
  });

  it('the body is no bundle at all', async () => {
    const error = await nothingWritten(() => file({ bundle: 'B01', parts: [{ part: 'x' }], more: 1 }));
    expect(error.code).toBe('BAD_INPUT');
  });
});

describe('a bundle that is withdrawn', () => {
  it('drops what is not filed; what is filed goes on, and is withdrawn by its own act', async () => {
    const { number, parts } = await filed('B01');
    const { view, replayed } = await withdraw(number, 'applicant.a2', 'w-1');
    expect(replayed).toBe(false);
    expect(where(view)).toEqual({ approval: 'RECEIVED', design: 'BUNDLE_WITHDRAWN', permit: 'BUNDLE_WITHDRAWN' });
    expect(view).toMatchObject({ status: 'UNDER_WAY', mayWithdraw: false });
    expect(view.withdrawnAt).not.toBeNull();
    expect((await withdraw(number, 'applicant.a2', 'w-1')).replayed).toBe(true);
    expect((await nothingWritten(() => withdraw(number))).code).toBe('NOTHING_WAITS');
    await granted(parts[0]!.number!);
    await conducted(number);
    expect(await seen(number)).toMatchObject({ status: 'PARTIAL' });
  });

  it('by its own people alone; whoever does not see it finds none', async () => {
    const { number } = await filed('B01');
    for (const user of [`window.${PARK}`, 'commission']) {
      expect((await nothingWritten(() => withdraw(number, user))).code).toBe('NOT_ALLOWED');
    }
    for (const user of ['applicant.b', 'window.jinqiao', 'operator']) {
      expect((await nothingWritten(() => withdraw(number, user))).code).toBe('NO_SUCH_BUNDLE');
    }
  });
});

describe('who sees a bundle', () => {
  it('the applicant and the commission the whole; an officer the parts that concern his or her body', async () => {
    const { number } = await filed('B02', { graduate: 'jinqiao', permit: 'hongkou' });
    const names = async (user: string) => {
      const { parts, others } = await seen(number, user);
      return [parts.map(({ part }) => part).join(), others];
    };
    expect(await names('applicant.a2')).toEqual(['record,graduate,permit,incentive', 0]);
    expect(await names('commission')).toEqual(['record,graduate,permit,incentive', 0]);
    expect(await names(`window.${PARK}`)).toEqual(['record,incentive', 2]);
    expect(await names('decider.jinqiao')).toEqual(['graduate', 3]);
    expect(await names('decider.construction')).toEqual(['permit', 3]);
    expect(await names('review.fire')).toEqual(['permit', 3]);
    for (const user of ['applicant.b', 'window.jiading', 'operator', 'expert.1']) {
      expect((await refusal(seen(number, user))).code).toBe('NO_SUCH_BUNDLE');
    }
    expect((await refusal(seen('B01-20260101-999999'))).code).toBe('NO_SUCH_BUNDLE');
  });

  it('no row without saying who asks; and neither role deletes one', async () => {
    await filed('B01');
    for (const role of [house.app, house.worker!]) {
      const database = role.get(DataSource);
      for (const table of ['bundle', 'bundle_part']) {
        expect(await database.query(`SELECT 1 FROM cases.${table} LIMIT 1`)).toEqual([]);
        await expect(database.query(`DELETE FROM cases.${table}`)).rejects.toThrow(/permission denied/);
      }
    }
    const own = await withContext(house.app.get(DataSource), `person:${personId('applicant.b')}`, (manager) =>
      manager.query('SELECT 1 FROM cases.bundle UNION ALL SELECT 1 FROM cases.bundle_part'),
    );
    expect(own).toEqual([]);
  });
});
