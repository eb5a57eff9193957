import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageField, PageForm, PageResource } from '../../server/pages/page-model';
import { otherViolations } from '../client/violations';
import { FieldInput } from '../forms/field-input';
import { emptyValue, refittedValue, shownPaths, valueForForm } from '../forms/field-value';
import { JsonInput } from '../forms/json-input';
import { askUsual, usePage } from '../page/page-context';
import { Buttons, Form, Refusal, useSubmit } from '../ui/form';
import { Modal } from '../ui/modal';
import { itemPath, type JsonRecord, type ListQuestion } from './record-page';

interface RecordFormProps {
  readonly resource: PageResource;
  readonly request: PageForm;
  readonly parents: ListQuestion['parents'];
  /** The record that is edited; undefined for a new one. */
  readonly record: JsonRecord | undefined;
  readonly close: () => void;
  readonly done: (text: string) => void;
}

/**
 * Creates or changes a record. The form checks nothing itself: every value can be sent, so that the violations which an app would
 * get stand at their fields.
 */
export function RecordForm({ resource, request, parents, record, close, done }: RecordFormProps) {
  const { model, caller } = usePage();
  const field = request.body!.field;
  const [value, setValue] = useState<unknown>(() => initialValue(request, record));
  const [asJson, setAsJson] = useState(field.fields === undefined);
  const { error, violations, submit, forgive } = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const fitted = useRef(field);
  useEffect(() => {
    if (fitted.current === field) return;
    fitted.current = field;
    // JSON is kept as it was written.
    if (!asJson) setValue((typed: unknown) => refittedValue(field, typed));
    // A value that was wrong by the former document may be right by this one.
    forgive();
  }, [field]);

  const save = async (): Promise<void> => {
    const unreadable = form.current?.querySelector<HTMLElement>('[data-unreadable]');
    if (unreadable) return unreadable.focus();
    const path = itemPath(resource, request.path, parents, record?.[resource.idProperty]);
    const isTaken = await submit(async () => {
      await askUsual(caller, request.method, model.basePath + path, value, request.body!.mediaType);
      done(record === undefined ? 'Created.' : 'Saved.');
      close();
    });
    if (!isTaken)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const shown = asJson ? new Set<string>() : shownPaths(field, value);
  const elsewhere = otherViolations(violations, (path) => shown.has(path));
  return (
    <Modal title={record === undefined ? `New in ${resource.name}` : 'Edit'} close={close} sheet>
      <Form of={form} submit={save}>
        <p class="facts">
          <code>
            {request.method} {request.path}
          </code>
          {field.fields !== undefined && (
            <label class="check">
              <input type="checkbox" checked={asJson} onChange={() => setAsJson(!asJson)} /> Edit as JSON
            </label>
          )}
        </p>
        {asJson ? (
          <JsonInput label="Body" value={value} change={setValue} rows={16} />
        ) : (
          (field.fields ?? []).map((each) => (
            <FieldInput
              key={each.name}
              field={each}
              path={each.name}
              value={(value as Record<string, unknown> | undefined)?.[each.name]}
              change={(part) => setValue({ ...(value as object | undefined), [each.name]: part })}
              violations={violations}
            />
          ))
        )}
        <Refusal error={error} violations={elsewhere} />
        <Buttons action={record === undefined ? 'Create' : 'Save'} close={close} sticky />
      </Form>
    </Modal>
  );
}

function initialValue({ body }: PageForm, record: JsonRecord | undefined): unknown {
  const { field, wrapper } = body as { field: PageField; wrapper?: string };
  if (record === undefined) return emptyValue(field);
  return valueForForm(field, wrapper === undefined ? record : { [wrapper]: record });
}
