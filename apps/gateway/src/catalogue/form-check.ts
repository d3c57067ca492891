// The check of a form that a browser may run under our content policy: compiled here, once a version.
import { type ItemView } from '#contracts/registry.dto';
import { formScript } from '#platform/forms';

const scripts = new Map<string, string>();

/** The script of an item's form as it stands. An amended form under the same version is compiled anew. */
export function checkOfForm({ code, version, form }: Pick<ItemView, 'code' | 'version' | 'form'>): string {
  const key = `${code}@${version}@${JSON.stringify(form)}`;
  const script = scripts.get(key) ?? formScript(form);
  scripts.set(key, script);
  return script;
}
