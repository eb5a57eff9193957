import { AnswerError } from '../client/mock-client';

/** Shows why something could not be loaded, and offers to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const status = error instanceof AnswerError && error.status !== 0 ? `${error.status} · ` : '';
  return (
    <div class="failure" role="alert">
      <p>
        {status}
        {error instanceof Error ? error.message : String(error)}
      </p>
      {retry !== undefined && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
