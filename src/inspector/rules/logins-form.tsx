import { useAdmin, usePage } from '../page/page-context';

/** Lets the logins of apps expire. */
export function LoginsForm() {
  const { tell } = usePage();
  const admin = useAdmin();
  const expire = async (): Promise<void> => {
    try {
      await admin('POST', '/tokens/expire');
      tell('All access tokens of this session have expired.');
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section aria-labelledby="logins-title">
      <div class="heading">
        <h2 id="logins-title">Logins</h2>
        <button type="button" onClick={() => void expire()}>
          Let all logins expire
        </button>
      </div>
      <p class="lead">
        Access tokens of this session are refused from then on, where logins are checked (<code>--auth strict</code>);
        apps can get new ones at once.
      </p>
    </section>
  );
}
