/** Asks for the token that the mock was started with. */
export function TokenForm({ wrong, use }: { wrong: boolean; use: (token: string) => void }) {
  return (
    <main class="alone">
      <h1>Mock inspector</h1>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          use(String(new FormData(event.currentTarget).get('token') ?? '').trim());
        }}
      >
        <label class="stack tight">
          <span>Admin token</span>
          <input name="token" type="password" autocomplete="off" required aria-invalid={wrong} />
        </label>
        {wrong && (
          <p class="violation" role="alert">
            The mock does not know this token.
          </p>
        )}
        <p class="hint">
          This mock was started with <code>--admin-token</code>. The token is kept until the tab is closed.
        </p>
        <div>
          <button class="primary" type="submit">
            Continue
          </button>
        </div>
      </form>
    </main>
  );
}
