import { Fragment } from 'react';

/** A path in a JSON tree, which breaks between its members where it must. */
export function Path({ path }: { readonly path: string }) {
  const parts = path.split(/(?<=[.\]])/);
  return (
    <small className="path mono selectable">
      {parts.map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </small>
  );
}
