// The filing itself, in the transaction of whoever files: a person's application, or a part of a bundle.
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type FileDto } from '#contracts/acts.dto';
import { type Last } from '#platform/database';
import { bodiesConcerned } from '#rules/access';
import { settle } from '#rules/due';
import { reduce } from '#rules/reduce';
import { type CaseState } from '#rules/state';
import { type Calendar } from '#rules/workday';
import { type CaseEventRecord } from '../case/record';
import { Rulebook } from '../case/rulebook';
import { workflowIdOf } from '../case/workflow-id';
import { CasesConfig } from '../config';
import { fixInstruments, type InstrumentRow } from '../instruments/instruments';
import { Seals } from '../instruments/seal';
import { type DoneAct, draftsOf } from './act-instruments';
import { eventOf, timeActs, timelineOf } from './events';
import { type NewCase } from './filing';
import { WRITE_FILING, WRITE_MACHINE_FILING, writeDocument } from './write';

/** How it is filed: by a person, under a key where it is an act of its own, or by the machine; and of which bundle it is a part. */
export interface FiledBy {
  actor: `person:${string}` | 'machine';
  key?: string;
  bundle?: string;
  /** Given where the filing ends its transaction. */
  last?: Last;
}

/** A case that was filed just now. */
export interface FiledCase {
  state: CaseState;
  seq: number;
  instruments: InstrumentRow[];
  timeline: CaseEventRecord[];
  calendar: Calendar;
}

@Injectable()
export class Filings {
  constructor(
    private readonly rulebook: Rulebook,
    private readonly config: CasesConfig,
    private readonly seals: Seals,
  ) {}

  /** Files what `openCase` has let through: case, events, receipt, tasks and what its workflow is told. */
  async file(manager: EntityManager, opened: NewCase, form: FileDto['form'], by: FiledBy): Promise<FiledCase> {
    const { record, parties, inName, facts, at } = opened;
    const { actor, key, bundle, last } = by;
    const calendar = await this.rulebook.calendar(manager, at.calendarRev);
    const data = {
      ...{ parties, delegation: record.delegation?.document ?? null, ...facts, ...inName },
      ...(bundle !== undefined && { bundle }),
    };
    const filed = reduce(null, { act: 'file', at: at.now, by: actor, data }, record.definition, calendar);
    // What is recorded on the spot is so in the same transaction.
    const { state, settled } = settle(filed.state, record.definition, calendar, at.now);
    const done: DoneAct[] = [
      { act: 'file', before: null, reduced: filed, at: at.now, actor, texts: {} },
      ...timeActs(filed.state, settled),
    ];
    const ground = { record, names: at.names, schema: at.item!.form, issuedAt: at.now };
    const instruments = await fixInstruments(manager, this.seals.key, draftsOf(done, ground, 1));
    const { natsPrefix, lookAfterMs } = this.config;
    const { document, rows, seq } = writeDocument({
      record,
      before: null,
      after: state,
      events: done.map(eventOf),
      recordedAt: at.now,
      calendarRev: at.calendarRev,
      workflowId: workflowIdOf(natsPrefix, 'approval', record.number),
      parent: bundle && workflowIdOf(natsPrefix, 'bundle', bundle),
      lookAfterMs,
      ...(key !== undefined && { command: { actor, key } }),
      form,
      instruments,
    });
    const columns = {
      ...record,
      lastHash: undefined,
      bodies: bodiesConcerned(parties),
      received_at: new Date(at.now).toISOString(),
    };
    const write = actor === 'machine' ? WRITE_MACHINE_FILING : WRITE_FILING;
    const writing = manager.query(write, [JSON.stringify({ ...document, record: columns })]);
    if (last) last(writing);
    else await writing;
    return { state, seq, instruments, timeline: timelineOf(rows, {}), calendar };
  }
}
