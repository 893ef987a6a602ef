import { Popover } from '../ui/Popover.tsx';

const rows: readonly { readonly examples: readonly string[]; readonly meaning: string }[] = [
  { examples: ['eventName:UpdateDestination'], meaning: 'equals, whatever the case' },
  { examples: ['userAgent:*terraform*', 'errorCode:*'], meaning: 'with wildcards; has a value' },
  { examples: ['-readOnly:true', 'NOT readOnly:true'], meaning: 'not; an event without the field stays' },
  { examples: ['sourceIPAddress:203.0.113.0/24'], meaning: 'in a network, IPv6 too' },
  {
    examples: ['eventTime:>=2026-01-01', 'eventTime:[2026-01-01 TO 2026-01-02T12:00]'],
    meaning: 'times in the zone shown, both ends included at the precision given',
  },
  {
    examples: ['requestParameters.deliveryStreamName:"orders"', 'requestParameters["odd.key"]:1'],
    meaning: 'any path in the record; in arrays, any element',
  },
  { examples: ['throttled', '"access denied"'], meaning: "somewhere in the record's text" },
  { examples: ['a b', 'a AND b', 'a OR b', '( )'], meaning: 'AND binds before OR; operators are in upper case' },
];

/** What can be written in the filter, in a table. */
export function FilterHelp() {
  return (
    <Popover
      className="button quiet icon"
      align="end"
      name="Help on the filter"
      title="Help on the filter"
      heading="Filter"
      button="?"
    >
      <table className="filter-help">
        <tbody>
          {rows.map(({ examples, meaning }) => (
            <tr key={meaning}>
              <th scope="row">
                {examples.map((example) => (
                  <code key={example} className="mono selectable">
                    {example}
                  </code>
                ))}
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted filter-keys">
        Enter applies, Escape goes back to the filter that is applied, Tab takes the first suggestion, Ctrl+Space asks
        for suggestions, an arrow in the empty field brings back filters applied before, Ctrl+F comes here.
      </p>
    </Popover>
  );
}
