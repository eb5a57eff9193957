/** A contact point as api.md describes it. */
export interface ContactPoint {
  id: string;
  customer_id: string;
  email_address: string | null;
  label: string;
  location_id: string | null;
  phone_number: string;
}

/** The documented example, first in every list that has any record. */
export const documentedExample: ContactPoint = {
  id: '497f6eca-6276-4993-bfeb-53cbbbba6f08',
  customer_id: '160c0c4b-9966-4dc1-a916-8407eb10d74e',
  email_address: 'support@jifeline.com',
  label: 'Customer support',
  location_id: '46910cc3-ab41-4b80-b4a7-94dab9f1b795',
  phone_number: '+31611111111',
};

const numbered = (kind: number, n: number) =>
  `00000000-0000-4000-8${kind.toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;

/** The nth record at the start; 0 is the documented example. Seven customers and eleven locations share them. */
export function initialContactPoint(n: number): ContactPoint {
  if (n === 0) return documentedExample;
  return {
    id: numbered(1, n),
    customer_id: n % 7 === 0 ? documentedExample.customer_id : numbered(2, n % 7),
    email_address: n % 5 === 0 ? null : `desk${n}@example.nl`,
    label: n % 9 === 0 ? `Ünïcode ☎ ${n}` : `Desk ${n % 4}`,
    location_id: n % 3 === 0 ? null : numbered(3, n % 11),
    phone_number: n % 8 === 0 ? '' : `+3120${String(5_000_000 + n)}`,
  };
}
