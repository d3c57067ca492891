// A line of a work list: which body owes which step. Written by the act's own statement, read by lists alone.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'cases', name: 'task' })
export class Task {
  @PrimaryColumn('text')
  number: string;

  @PrimaryColumn('text')
  step: string;

  @Column('text')
  kind: string;

  @Column('text')
  queue: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('text', { nullable: true })
  card: 'YELLOW' | 'RED' | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('text', { nullable: true })
  outcome: string | null;
}

/** Every entity of the schema `cases`. The record itself is read by the door's own statements. */
export const ENTITIES = [Task];
