// Every table of the schema `registry` that is not TypeORM's own: what the app connects with and the drift test compares.
import { WorkCalendar } from './calendar/calendar.entity';
import { Bundle } from './catalogue/bundle.entity';
import { CreditCode } from './catalogue/credit-code.entity';
import { Department } from './catalogue/department.entity';
import { Item } from './catalogue/item.entity';
import { Park } from './catalogue/park.entity';
import { Delegation } from './delegations/delegation.entity';
import { Deputy } from './people/deputy.entity';
import { Enterprise } from './people/enterprise.entity';
import { Mandate } from './people/mandate.entity';
import { Person } from './people/person.entity';
import { SignInFailure } from './people/sign-in-failure.entity';
import { TokenKey } from './people/token-key.entity';

/** The entities. */
export const ENTITIES = [
  Park,
  Department,
  Item,
  Bundle,
  CreditCode,
  Delegation,
  WorkCalendar,
  Enterprise,
  Person,
  Mandate,
  Deputy,
  SignInFailure,
  TokenKey,
];
