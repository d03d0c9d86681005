/** Head of the log with who signed it, and its newest entries as they come. */
import type { JSX } from 'preact';
import type { LogHead } from '../api.ts';
import { EntryList } from '../entry-list.tsx';
import { formatAge, formatCount, shortHex } from '../format.ts';
import { type Line, useTail } from '../live.ts';
import { Badge, Card, Fact, Facts, Heading, Hex, Loading, type Tone } from '../parts.tsx';
import { QuorumBar } from '../quorum-bar.tsx';
import { useNow } from '../use-json.ts';

const LINE: Record<Line, readonly [Tone, string]> = {
  connecting: ['plain', 'connecting'],
  live: ['good', 'live'],
  polling: ['plain', 'asked every 5 s'],
  silent: ['bad', 'no answer'],
};

export function LogPage(): JSX.Element {
  const tail = useTail();
  const [tone, says] = LINE[tail.line];
  return (
    <>
      <Heading title="The log">
        <p class="lead">Everything this network ever published, refused or revoked, in one order that nobody can change afterwards.</p>
      </Heading>
      {tail.head === undefined ? tail.trouble === undefined && <Loading /> : <Head head={tail.head} atMs={tail.headAtMs} />}
      <Card id="newest" title="Newest entries" aside={<Badge tone={tone}>{says}</Badge>}>
        {tail.entries === undefined ? (
          tail.trouble === undefined ? (
            <Loading />
          ) : (
            <p class="dim">{tail.trouble}</p>
          )
        ) : tail.entries.length === 0 ? (
          <p class="dim">Nothing yet: the first publication will be entry 0.</p>
        ) : (
          <EntryList entries={tail.entries} fresh={tail.fresh} />
        )}
      </Card>
    </>
  );
}

function Head({ head, atMs }: { readonly head: LogHead; readonly atMs: number }): JSX.Element {
  const now = useNow();
  const measured = head.age_ms === undefined ? undefined : Number(head.age_ms) + Math.max(0, now - atMs);
  const age = measured ?? (head.time === undefined ? undefined : now - Date.parse(head.time));
  return (
    <Card id="head" title="Head" aside={head.origin && <code class="dim">{head.origin}</code>}>
      <div class="head">
        <p class="figure">
          <b>{formatCount(head.size)}</b> <span>{head.size === '1' ? 'entry' : 'entries'}</span>
        </p>
        <p class="figure">
          <b>{age === undefined ? '–' : formatAge(age)}</b> <span>since the newest verified header</span>
        </p>
      </div>
      {head.quorum && <QuorumBar quorum={head.quorum} />}
      <Facts>
        {head.height && <Fact name="Height">{formatCount(head.height)}</Fact>}
        {head.root && (
          <Fact name="Root">
            <Hex hex={head.root} what={`root of the log, ${shortHex(head.root)}`} />
          </Fact>
        )}
      </Facts>
    </Card>
  );
}
