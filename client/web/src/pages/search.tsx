/** What a search found: publications, newest first, and versions of a package. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type ApiError, getJson, type Page, type Publication } from '../api.ts';
import { formatTime } from '../format.ts';
import { Badge, Card, Heading, Loading, Notice, PurlLink, Trouble } from '../parts.tsx';
import { useJson } from '../use-json.ts';

export function SearchPage({ text }: { readonly text: string }): JSX.Element {
  const path = `api/v1/publications?${text.startsWith('pkg:') ? 'prefix' : 'q'}=${encodeURIComponent(text)}`;
  const { value, error } = useJson<Page<Publication>>(path);
  const [more, setMore] = useState<Page<Publication>>();
  const [failed, setFailed] = useState<ApiError>();
  const items = [...(value?.items ?? []), ...(more?.items ?? [])];
  const next = (more ?? value)?.next;
  const load = async (): Promise<void> => {
    setFailed(undefined);
    const page = await getJson<Page<Publication>>(`${path}&after=${encodeURIComponent(String(next))}`);
    setMore((before) => ({ ...page, items: [...(before?.items ?? []), ...page.items] }));
  };
  return (
    <>
      <Heading title={`Search: ${text}`} />
      {error && <Trouble error={error} />}
      {!value && !error && <Loading />}
      {value && (
        <Card id="found" title={items.length === 0 ? 'Nothing found' : 'Publications'}>
          {items.length === 0 ? (
            <p class="dim">No publication matches. Try a part of the name, a whole package URL, a sha256 of a file, or a log index.</p>
          ) : (
            <ol class="rows found">
              {items.map(({ purl, status, published_at }) => (
                <li key={purl}>
                  <span class="about">
                    <PurlLink purl={purl} />
                  </span>
                  <Badge tone={status === 'revoked' ? 'bad' : 'good'}>{status ?? 'published'}</Badge>
                  <span class="dim">{published_at ? formatTime(published_at) : ''}</span>
                </li>
              ))}
            </ol>
          )}
          {failed && <Notice tone="bad" title={failed.message} />}
          {next && (
            <button type="button" onClick={() => void load().catch(setFailed)}>
              More
            </button>
          )}
        </Card>
      )}
    </>
  );
}
