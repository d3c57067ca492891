// Officers with the offices in which somebody may stand in for them.
import { type OfficersView } from '#contracts/registry.dto';
import { DEPUTED, type Role } from '#rules/access';

/** An officer, and what he or she holds today that can be deputed. Never without an office. */
export interface AnOfficer {
  id: string;
  name: string;
  offices: { role: Role; body: string }[];
}

/** One a person, of rows that are one an office. */
export function byPerson(rows: OfficersView['officers']): AnOfficer[] {
  const found = new Map<string, AnOfficer>();
  for (const { person: id, name, role, body } of rows) {
    if (!DEPUTED.some((one) => one === role)) continue;
    const officer = found.get(id) ?? { id, name, offices: [] };
    officer.offices.push({ role: role as Role, body });
    found.set(id, officer);
  }
  return [...found.values()];
}
