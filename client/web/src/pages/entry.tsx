/** One log entry, as the node reads it. */
import type { JSX } from 'preact';
import { api, type LogEntry } from '../api.ts';
import { Operation } from '../entry-list.tsx';
import { formatTime } from '../format.ts';
import { Card, Fact, Facts, Heading, Loading, PurlLink, Snippet, Trouble } from '../parts.tsx';
import { useJson } from '../use-json.ts';

export function EntryPage({ index }: { readonly index: string }): JSX.Element {
  const { value, error } = useJson<LogEntry & { readonly entry?: LogEntry }>(api('log/entries', index));
  const entry = value?.entry ?? value;
  return (
    <>
      <Heading title={`Log entry ${index}`} />
      {error && <Trouble error={error} />}
      {!entry && !error && <Loading />}
      {entry && (
        <>
          <Card id="entry" title="What it says" aside={<Operation operation={entry.operation} />}>
            <Facts>
              {entry.purl && (
                <Fact name="About">
                  <PurlLink purl={entry.purl} />
                </Fact>
              )}
              <Fact name="Time">{formatTime(entry.time)}</Fact>
              <Fact name="Height">{entry.height ?? '–'}</Fact>
            </Facts>
            {entry.operation === 'publication' && <p class="dim">Its proof can be verified on the page of the publication.</p>}
          </Card>
          <Card id="whole" title="The whole answer">
            <Snippet text={JSON.stringify(value, null, 2)} what="entry" />
          </Card>
        </>
      )}
    </>
  );
}
