import type { FoundAccount } from '../../shared/aws/foundTrails.ts';
import { useAppState, useAws } from '../state/AppStateProvider.tsx';
import { nameAccount } from '../state/awsActions.ts';
import { CheckList } from './CheckList.tsx';
import type { Choice } from './choice.ts';

type AccountListProps = {
  readonly accounts: readonly FoundAccount[];
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
};

/** The accounts that were found, with their names, which can be written right here. */
export function AccountList({ accounts, choice, onChange }: AccountListProps) {
  const names = useAws(({ accountNames }) => accountNames);
  const items = accounts.map(({ account, organization }) => ({
    value: account,
    searchText: `${names[account] ?? ''} ${organization ?? ''}`,
  }));
  return (
    <CheckList
      label="Accounts"
      noun="account"
      items={items}
      choice={choice}
      onChange={onChange}
      filterFrom={9}
      labelOf={(account) => <CheckedAccount account={account} name={names[account]} />}
      asideOf={(account) => <NameField account={account} name={names[account] ?? ''} />}
      note={choice === undefined && items.length > 1 ? 'All, and those that appear later.' : undefined}
    />
  );
}

/** The name is part of the box's own, though it stands in the field beside it. */
function CheckedAccount({ account, name }: { readonly account: string; readonly name: string | undefined }) {
  return (
    <>
      {account}
      {name !== undefined && <span className="visually-hidden"> {name}</span>}
    </>
  );
}

function NameField({ account, name }: { readonly account: string; readonly name: string }) {
  const state = useAppState();
  return (
    <input
      className="inline-name"
      aria-label={`Name of ${account}`}
      placeholder="name"
      spellCheck={false}
      key={name}
      defaultValue={name}
      onBlur={(event) => nameAccount(state, account, event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
