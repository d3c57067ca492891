// How the pages of certificates are kept, on a real Postgres: each as it was issued, in little room.
import { createHash } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { PARK, personId, storyOn } from '../../../../test/story';
import { ActService } from '../act/act.service';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { ForParties } from './for-parties';
import { Renderer } from './render';
import { Seals } from './seal';
import { CertificateService } from '../certificate/certificate.service';
import { KeptPages } from './kept-pages';

const APPLICANT = personId('applicant.a');

let place: Installation;
let app: INestApplicationContext;
let worker: INestApplicationContext;
let door: ActService;
let certificates: CertificateService;
let parties: ForParties;
let story: ReturnType<typeof storyOn>;

const opened = async (role: 'cases_door' | 'cases_worker') => {
  const module = Test.createTestingModule({ imports: [CasesModule.as(role, new CasesConfig(place.env))] });
  return (await module.compile()).init();
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** How the title of a page stands in its file. */
const titled = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
/** Who reads for the parties and remembers no page. */
const anew = () =>
  new ForParties(app.get(DataSource), app.get(Renderer), app.get(KeptPages), app.get(Seals), app.get(CasesConfig));

beforeAll(async () => {
  place = await newInstallation();
  [app, worker] = [await opened('cases_door'), await opened('cases_worker')];
  [door, parties, certificates] = [app.get(ActService), app.get(ForParties), worker.get(CertificateService)];
  story = storyOn(door);
});
afterAll(async () => {
  await app?.close();
  await worker?.close();
  await place?.close();
});

const granted = async () => {
  const number = await story.inDecision();
  await story.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
  return number;
};
const certificateOf = async (number: string) =>
  (await door.view(number, APPLICANT)).instruments.find(({ kind }) => kind === 'certificate');

it('a certificate is kept beside a specimen that all of its item and park share, in an eighth of its room, and comes back as it was issued', async () => {
  const [one, two] = [await granted(), await granted()];
  const prints = jest.spyOn(worker.get(Renderer), 'renderPdf');
  await certificates.issue(one);
  await certificates.issue(two);
  const printed = await Promise.all(prints.mock.results.map(({ value }) => value as Promise<Buffer>));
  prints.mockRestore();
  const kept = await place.sql<{ id: string; bytes: number; specimen: string }>(
    `SELECT f.id, octet_length(f.pdf) AS bytes, f.specimen FROM cases.instrument_file f JOIN cases.instrument i USING (id)
     WHERE i.case_number = ANY ($1) ORDER BY i.serial`,
    [[one, two]],
  );
  expect(new Set(kept.map(({ specimen }) => specimen)).size).toBe(1);
  for (const { id, bytes } of kept) {
    const { size, base64 } = await parties.pdf(APPLICANT, id, 0);
    expect(printed.map(sha256)).toContain(sha256(Buffer.from(base64, 'base64')));
    expect(bytes).toBeLessThan(size / 8);
  }
  const [specimen] = await place.sql<{ pdf: Buffer }>('SELECT pdf FROM cases.specimen WHERE id = $1', [
    kept[0]!.specimen,
  ]);
  const text = specimen!.pdf.toString('latin1');
  expect(text).toContain(titled('样张'));
  for (const one of kept) expect(text).not.toContain(titled(one.id));
});

it('one that was kept whole by an earlier release is read as it is, and one that is no longer what was issued is given to nobody', async () => {
  const number = await granted();
  await certificates.issue(number);
  const { id } = (await certificateOf(number))!;
  const before = await parties.pdf(APPLICANT, id, 0);
  const whole = Buffer.from(before.base64, 'base64');
  await place.sql('UPDATE cases.instrument_file SET specimen = NULL, pdf = $2 WHERE id = $1', [id, whole]);
  expect((await anew().pdf(APPLICANT, id, 0)).sha256).toBe(before.sha256);
  await place.sql('UPDATE cases.instrument_file SET pdf = $2 WHERE id = $1', [id, Buffer.concat([whole, whole])]);
  await expect(anew().pdf(APPLICANT, id, 0)).rejects.toThrow(`The page of ${id} is broken.`);
});

it('another process prints no specimen that is there already', async () => {
  await certificates.issue(await granted());
  const specimens = () => place.sql('SELECT id, md5(pdf) FROM cases.specimen');
  const before = await specimens();
  const number = await granted();
  const other = await opened('cases_worker');
  try {
    const prints = jest.spyOn(other.get(Renderer), 'renderPdf');
    await other.get(CertificateService).issue(number);
    expect(prints).toHaveBeenCalledTimes(1);
  } finally {
    await other.close();
  }
  expect(await specimens()).toEqual(before);
  const { id } = (await certificateOf(number))!;
  const { base64, sha256: said } = await parties.pdf(APPLICANT, id, 0);
  expect(sha256(Buffer.from(base64, 'base64'))).toBe(said);
});
