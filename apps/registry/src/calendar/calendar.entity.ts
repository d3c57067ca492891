// The work calendar (工作日历) as one document: all years together, a new revision whenever any day of them changes.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type CalendarYear } from '#rules/workday';

/** A row of `registry.calendar`; the highest `rev` is in force. Earlier ones stay, to explain dates given then. */
@Entity({
  name: 'calendar',
  comment: 'Work calendars, all years of seeds/calendars in one row; the highest rev is in force.',
})
export class WorkCalendar {
  @PrimaryColumn('bigint')
  rev: string;

  @Column('jsonb')
  years: CalendarYear[];

  @Column('int', {
    array: true,
    default: () => `'{}'`,
    comment: 'Years that an operator imported; those of the seeds give way unless they are firmer.',
  })
  imported: number[];

  @Column('timestamptz', { name: 'made_at', default: () => 'platform.business_now()' })
  madeAt: Date;
}
