/** Builds in progress, and those decided last. */
import type { JSX } from 'preact';
import type { Build, Page } from '../api.ts';
import { Phase } from '../build-results.tsx';
import { Card, Heading, Loading, PurlLink, To, Trouble } from '../parts.tsx';
import { useJson } from '../use-json.ts';

const EVERY_MS = 3_000;

export function BuildsPage(): JSX.Element {
  return (
    <>
      <Heading title="Builds">
        <p class="lead">Every build node builds from the same source, alone. What more than half of them got, bit for bit, is published.</p>
      </Heading>
      <Builds id="open" title="In progress" path="api/v1/builds?phase=open" none="Nobody has asked for a build that is not decided." />
      <Builds id="decided" title="Decided" path="api/v1/builds?phase=decided" none="None yet." />
    </>
  );
}

function Builds({ id, title, path, none }: { readonly id: string; readonly title: string; readonly path: string; readonly none: string }): JSX.Element {
  const { value, error } = useJson<Page<Build>>(path, EVERY_MS);
  const items = value?.items ?? [];
  return (
    <Card id={id} title={title}>
      {error && <Trouble error={error} />}
      {!value && !error && <Loading />}
      {value && items.length === 0 && <p class="dim">{none}</p>}
      {items.length > 0 && (
        <ol class="rows">
          {items.map((build) => (
            <li key={build.build_id}>
              <span class="about">
                <PurlLink purl={build.purl} />
              </span>
              <Phase phase={build.phase} />
              <span class="dim">
                {build.decided_at_height ? `height ${build.decided_at_height}` : build.requested_at_height ? `since height ${build.requested_at_height}` : ''}
              </span>
              <To route={{ page: 'build', id: build.build_id }}>
                Details<span class="offstage"> of the build of {build.purl}</span>
              </To>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
