import { useLayoutEffect, useState } from 'preact/hooks';
import type { SettingsJson } from '../client/admin-json';
import { useAdmin, useLoaded, usePage } from '../page/page-context';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Form, Refusal, useSubmit } from '../ui/form';

interface Draft {
  readonly delay: string;
  readonly percent: string;
  readonly statuses: string;
}

/** Makes the session unreliable: delays and failures of any request, chosen by the seed. */
export function ChaosForm() {
  const { route, tell } = usePage();
  const admin = useAdmin();
  const settings = useLoaded(async () => (await admin('GET', '/settings')).body as SettingsJson, [route.session]);
  const [draft, setDraft] = useState<Draft>({ delay: '', percent: '', statuses: '' });
  const { error, violations, submit } = useSubmit();
  // Before the fields can be used, so that what is typed is never overwritten by what arrives.
  useLayoutEffect(() => {
    if (settings.value !== undefined) setDraft(draftOf(settings.value));
  }, [settings.value]);
  const put = (value: SettingsJson): Promise<boolean> =>
    submit(async () => {
      await admin('PUT', '/settings', value);
      tell(Object.keys(value).length === 0 ? 'Chaos is off.' : 'Chaos is on.');
      settings.reload();
    });
  if (settings.error !== undefined) return <Failure error={settings.error} retry={settings.reload} />;
  const wrong = (path: string): string[] =>
    violations.filter((each) => each.path.startsWith(path)).map(({ detail }) => detail);
  const isOn = settings.value !== undefined && Object.keys(settings.value).length > 0;
  const text = (name: keyof Draft) => ({
    value: draft[name],
    disabled: settings.value === undefined,
    autocomplete: 'off',
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      setDraft({ ...draft, [name]: currentTarget.value }),
  });
  return (
    <section aria-labelledby="chaos-title">
      <div class="heading">
        <h2 id="chaos-title">Chaos</h2>
        <span class="badge" data-on={isOn}>
          {isOn ? 'on' : 'off'}
        </span>
      </div>
      <p class="lead">Befalls every request of this session, the same way each time it is switched on.</p>
      <Form submit={() => put(settingsOf(draft))}>
        <div class="columns three">
          <Field label="Delay" hint="Milliseconds, or 50..300" violations={wrong('delay')}>
            <input {...text('delay')} />
          </Field>
          <Field label="Requests that fail" hint="Percent" violations={wrong('fail_rate')}>
            <input {...text('percent')} inputMode="decimal" />
          </Field>
          <Field label="With the status" hint="One or more, with commas" violations={wrong('fail_with')}>
            <input {...text('statuses')} placeholder="503" />
          </Field>
        </div>
        <Refusal error={error} />
        <div class="actions">
          <button type="submit">Apply</button>
          <button type="button" disabled={!isOn} onClick={() => void put({})}>
            Switch off
          </button>
        </div>
      </Form>
    </section>
  );
}

function draftOf({ delay = '', fail_rate, fail_with = [] }: SettingsJson): Draft {
  const percent = fail_rate === undefined ? '' : String(Number((fail_rate * 100).toFixed(4)));
  return { delay, percent, statuses: fail_with.join(', ') };
}

function settingsOf({ delay, percent, statuses }: Draft): SettingsJson {
  const codes = statuses.split(/[\s,]+/).filter((code) => code !== '');
  return {
    ...(delay !== '' && { delay: delay.trim() }),
    ...(percent.trim() !== '' && { fail_rate: Number(percent.replace(',', '.')) / 100 }),
    ...(codes.length > 0 && { fail_with: codes.map(Number) }),
  };
}
