// NATS handlers of the people's room: signing in, the keys that verify tokens, and who somebody is today.
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type JSONWebKeySet } from 'jose';
import { DataSource } from 'typeorm';
import {
  HoldersRequest,
  OfficersRequest,
  PersonRequest,
  SignInDto,
  ContactsRequest,
  type ContactsView,
  type HoldersView,
  type OfficersView,
  type PersonView,
  type SignInView,
} from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { REGISTRY_CONFIG, type RegistryConfig } from '../config';
import { contactsOf, getPerson, holdersOf, officersOf } from './persons';
import { signIn } from './sign-in';
import { publicKeys } from './token-keys';

@Controller()
export class PeopleController {
  constructor(
    private readonly database: DataSource,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
  ) {}

  @Handle(SUBJECTS.signIn, 'public')
  signIn(@Payload() request: SignInDto): Promise<SignInView> {
    return signIn(this.database, request, this.config.tokenMinutes);
  }

  @Handle(SUBJECTS.tokenKeys, 'internal')
  tokenKeys(): Promise<JSONWebKeySet> {
    return publicKeys(this.database);
  }

  @Handle(SUBJECTS.personGet, 'internal')
  personGet(@Payload() { person }: PersonRequest): Promise<PersonView> {
    return getPerson(this.database, person);
  }

  @Handle(SUBJECTS.personHolding, 'internal')
  async holding(@Payload() { mandates }: HoldersRequest): Promise<HoldersView> {
    return { holders: await holdersOf(this.database, mandates) };
  }

  @Handle(SUBJECTS.officerList, 'case.act')
  async officers(@Payload() { person, of }: OfficersRequest): Promise<OfficersView> {
    return { officers: await officersOf(this.database, person, of ?? null) };
  }

  @Handle(SUBJECTS.personContacts, 'internal')
  async contacts(@Payload() { people }: ContactsRequest): Promise<ContactsView> {
    return { contacts: await contactsOf(this.database, people) };
  }
}
