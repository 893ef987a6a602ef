import { useState } from 'react';

import { useAppState, useAws, useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { accountOf } from '../state/aws.ts';
import { nameAccount } from '../state/awsActions.ts';
import { useCall } from '../state/useCall.ts';
import { Dialog } from '../ui/Dialog.tsx';
import './accounts.css';

const seenAccounts = `SELECT DISTINCT recipientAccountId
FROM events
WHERE recipientAccountId IS NOT NULL AND recipientAccountId <> ''`;

/** Names for account numbers: they stand beside the numbers everywhere. */
export function AccountNamesDialog() {
  const update = useUpdateView();
  const close = () => update({ dialog: undefined });
  const accounts = useKnownAccounts();
  return (
    <Dialog heading="Account names" isOpen onClose={close}>
      <div className="accounts">
        <p>
          A name stands beside the number wherever an account is shown. Filters, exports and what is copied keep to the
          number.
        </p>
        {accounts.length === 0 ? (
          <p className="muted">No accounts are known yet: neither a log nor a profile names one.</p>
        ) : (
          <AccountTable accounts={accounts} />
        )}
        <AddAccount known={accounts} />
        <div className="accounts-done">
          <button type="button" className="button primary" onClick={close}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}

type KnownAccount = { readonly account: string; readonly seenIn: string };

/** Of the workspace's events, of profiles, of searches, and those that have a name already. */
function useKnownAccounts(): readonly KnownAccount[] {
  const hasWorkspace = useSession((session) => session.workspace !== undefined);
  const revision = useSession((session) => session.workspace?.revision);
  const profiles = useAws((aws) => aws.profiles)?.profiles ?? [];
  const foundAccounts = useAws((aws) => aws.foundAccounts);
  const names = useAws((aws) => aws.accountNames);
  const { data } = useCall('sql.run', hasWorkspace ? { text: seenAccounts, limit: 2000 } : undefined, {
    dependsOn: [revision],
  });
  const seen = new Map<string, string>();
  const add = (account: string | undefined, place: string) => {
    if (account !== undefined && account !== '' && !seen.has(account)) seen.set(account, place);
  };
  for (const [account] of data?.rows ?? []) add(String(account), 'in this workspace');
  for (const profile of profiles) add(accountOf(profile), `profile ${profile.name}`);
  for (const account of foundAccounts) add(account, 'found in a bucket');
  for (const account of Object.keys(names)) add(account, '');
  return [...seen]
    .map(([account, seenIn]) => ({ account, seenIn }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1));
}

function AccountTable({ accounts }: { readonly accounts: readonly KnownAccount[] }) {
  const state = useAppState();
  const names = useAws((aws) => aws.accountNames);
  return (
    <div className="accounts-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Name</th>
            <th scope="col">Seen</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ account, seenIn }) => (
            <tr key={account}>
              <td className="mono selectable">{account}</td>
              <td>
                <input
                  className="search"
                  aria-label={`Name of ${account}`}
                  spellCheck={false}
                  maxLength={200}
                  key={names[account]}
                  defaultValue={names[account] ?? ''}
                  onBlur={(event) => nameAccount(state, account, event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') event.currentTarget.blur();
                  }}
                />
              </td>
              <td className="muted">{seenIn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AddAccount({ known }: { readonly known: readonly KnownAccount[] }) {
  const state = useAppState();
  const [account, setAccount] = useState('');
  const [name, setName] = useState('');
  const isKnown = known.some((other) => other.account === account);
  const isValid = /^\d{12}$/.test(account) && name.trim() !== '' && !isKnown;
  const add = () => {
    if (!isValid) return;
    nameAccount(state, account, name);
    setAccount('');
    setName('');
  };
  return (
    <form
      className="accounts-add"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input
        className="search mono"
        aria-label="Account number"
        placeholder="111122223333"
        inputMode="numeric"
        maxLength={12}
        value={account}
        onChange={(event) => setAccount(event.target.value.replaceAll(/\D/g, ''))}
      />
      <input
        className="search"
        aria-label="Name of the new account"
        placeholder="name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button small" disabled={!isValid}>
        Add account
      </button>
      {isKnown && <span className="muted">It is in the table.</span>}
    </form>
  );
}
