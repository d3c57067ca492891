// Failed sign-ins of the last minutes, to slow down guessing. The user name is kept as a digest alone.
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A row of `registry.sign_in_failure`. */
@Entity({
  name: 'sign_in_failure',
  comment: 'Failed sign-ins of the last 15 minutes, by digest of the user name typed.',
})
@Index('sign_in_failure_of_user', ['userDigest', 'at'])
@Index('sign_in_failure_at', ['at'])
export class SignInFailure {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('text', { name: 'user_digest' })
  userDigest: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at: Date;
}
