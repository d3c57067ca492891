// An enterprise by its name and credit code; the code alone until the name is known.
import { useNames } from '../api/queries';
import { codeOfEnterprise } from './person';

export function EnterpriseName({ body }: { body: string }) {
  const name = useNames([body])(body);
  const code = codeOfEnterprise(body);
  if (name === body) return <>{code}</>;
  return (
    <>
      {name} <span className="quiet">{code}</span>
    </>
  );
}
