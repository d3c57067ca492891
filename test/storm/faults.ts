// Carries out the plan of a storm on a house, and notes when each fault really struck and was taken back.
import { setTimeout as pause } from 'node:timers/promises';
import { type House } from './house';
import { type Fault } from './plan';

const HOUR = 3_600_000;

/** A fault as it happened; moments in epoch ms. */
export interface Struck {
  fault: Fault;
  from: number;
  /** Null while it lasts. A kill is over at once: the supervisor starts what has died. */
  until: number | null;
}

/** Strikes by the plan; resolves when all that was taken away is given back. What happened is pushed to `struck` as it happens. */
export async function strike(house: House, plan: readonly Fault[], struck: Struck[]): Promise<void> {
  const begun = Date.now();
  await Promise.all(
    plan.map(async (fault) => {
      await pause(Math.max(0, begun + fault.at - Date.now()));
      const one: Struck = { fault, from: Date.now(), until: null };
      struck.push(one);
      await strikeOne(house, fault);
      one.until = Date.now();
    }),
  );
}

async function strikeOne(house: House, fault: Fault): Promise<void> {
  switch (fault.kind) {
    case 'kill':
      await Promise.all(fault.targets.map((target) => house.processes[target].kill('SIGKILL')));
      return;
    case 'freeze': {
      // Whoever is killed meanwhile is another process when it is to be thawed: that does it no harm.
      house.processes[fault.target].freeze();
      await pause(fault.ms);
      house.processes[fault.target].thaw();
      return;
    }
    case 'erase':
      return house.erase(fault.target);
    case 'fill':
      if (!house.disks.has(fault.target)) return;
      house.disks.fill(fault.target);
      await pause(fault.ms);
      house.disks.free(fault.target);
      return;
    case 'time':
      return house.passTo(house.now() + fault.hours * HOUR);
  }
}
