// The door of cases in process, on an installation of the spec's own.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ActService } from '../apps/cases/src/act/act.service';
import { CasesModule } from '../apps/cases/src/cases.module';
import { CasesConfig } from '../apps/cases/src/config';
import { newInstallation, type Installation } from './installation';
import { storyOn } from './story';

/** What a spec at the door works with. */
export interface DoorHouse {
  place: Installation;
  app: INestApplicationContext;
  door: ActService;
  story: ReturnType<typeof storyOn>;
}

/** Opens it before the spec, and closes it after; whole in the `beforeAll` that the spec writes behind it. */
export function doorHouse(): DoorHouse {
  const house = {} as DoorHouse;
  beforeAll(async () => {
    house.place = await newInstallation();
    const module = Test.createTestingModule({
      imports: [CasesModule.as('cases_door', new CasesConfig(house.place.env))],
    });
    house.app = await (await module.compile()).init();
    house.door = house.app.get(ActService);
    house.story = storyOn(house.door);
  });
  afterAll(async () => {
    await house.app?.close();
    await house.place?.close();
  });
  return house;
}
