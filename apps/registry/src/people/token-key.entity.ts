// Keys that sign tokens (Ed25519). One is active; retired ones stay published until their tokens have run out.
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type JWK } from 'jose';

/** A row of `registry.token_key`; `active` is true or null, and unique, so that two registries at once agree on one. */
@Entity({
  name: 'token_key',
  comment: 'Keys that sign tokens: the active one, and retired ones until their tokens have run out.',
})
@Check('token_key_active', 'active')
export class TokenKey {
  @PrimaryColumn('text')
  kid: string;

  @Column('boolean', { nullable: true, unique: true })
  active: true | null;

  @Column('jsonb', { name: 'private_jwk' })
  privateJwk: JWK;

  @Column('timestamptz', { name: 'made_at', default: () => 'clock_timestamp()' })
  madeAt: Date;
}
